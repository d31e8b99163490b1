package io.gpmcworker.policy;

import java.io.IOException;

/**
 * Input that is not what its format demands: cut, out of bounds, or hostile. Nothing of it has been
 * used.
 */
public final class MalformedPolicyException extends IOException {

  /** In characters. A reason may quote what it has found, and that may be a whole file. */
  private static final int LONGEST_REASON = 1_000;

  private final String file;
  private final String reason;

  /**
   * @param file the file or field as people know it, such as {@code Backup.xml}
   * @param reason what is wrong with it and where, one clause without a full stop; cut off after
   *     1,000 characters
   */
  public MalformedPolicyException(String file, String reason) {
    super(file + ": " + cut(reason));
    this.file = file;
    this.reason = cut(reason);
  }

  /**
   * @param file the file or field as people know it
   * @param reason what is wrong with it and where
   * @param cause what the parser below said
   */
  public MalformedPolicyException(String file, String reason, Throwable cause) {
    super(file + ": " + cut(reason), cause);
    this.file = file;
    this.reason = cut(reason);
  }

  private static String cut(String reason) {
    if (reason.length() <= LONGEST_REASON) {
      return reason;
    }
    int end = LONGEST_REASON - 1;
    return reason.substring(0, Character.isHighSurrogate(reason.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  /** The file or field that is malformed. */
  public String file() {
    return file;
  }

  /** What is wrong with it, without the file's name. */
  public String reason() {
    return reason;
  }

  /** The same finding, put down to the file that holds the malformed part. */
  public MalformedPolicyException in(String containingFile) {
    return new MalformedPolicyException(
        containingFile, file.equals(containingFile) ? reason : file + ": " + reason, this);
  }
}
