package io.gpmcworker.policy.xml;

/** What an element holds: elements and text. Comments and processing instructions are dropped. */
public sealed interface XmlNode permits XmlElement, XmlText {}
