package io.gpmcworker.policy.xml;

/**
 * Character data; neighbouring pieces, CDATA sections among them, are one text.
 *
 * @param value the characters
 */
public record XmlText(String value) implements XmlNode {}
