package io.gpmcworker.gpmc;

/**
 * A detail that an operation reports; {@code IGPMStatusMessage}. Absent texts are empty.
 *
 * @param objectPath what it is about: a file, an LDAP path
 * @param errorCode the status that came up there
 * @param extensionName the extension (Registry, Security, …)
 * @param settingsName the setting inside the extension
 * @param operationCode GPMC's own code of the step; a warning lets the operation go on
 * @param message the text for people
 */
public record StatusMessage(
    String objectPath,
    HResult errorCode,
    String extensionName,
    String settingsName,
    HResult operationCode,
    String message) {

  /** A message about one object, outside any extension. */
  public static StatusMessage about(String objectPath, HResult errorCode, String message) {
    return new StatusMessage(objectPath, errorCode, "", "", errorCode, message);
  }
}
