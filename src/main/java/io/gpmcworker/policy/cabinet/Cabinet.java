package io.gpmcworker.policy.cabinet;

import io.gpmcworker.policy.MalformedPolicyException;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A cabinet.
 *
 * @param files in file order
 */
public record Cabinet(List<CabinetFile> files) {

  /** Largest cabinet accepted, packed and unpacked, in bytes. */
  public static final int MAX_SIZE = 64 << 20;

  /** Most files that a cabinet can have. */
  public static final int MAX_FILES = 0xFFFF;

  public Cabinet {
    files = List.copyOf(files);
    if (files.size() > MAX_FILES) {
      throw new IllegalArgumentException("a cabinet has at most " + MAX_FILES + " files");
    }
  }

  /**
   * Reads a cabinet that is in one file.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if it is none, damaged, too large, or packed by LZX or Quantum
   */
  public static Cabinet read(byte[] content, String file) throws MalformedPolicyException {
    if (content.length > MAX_SIZE) {
      throw new MalformedPolicyException(file, "is larger than " + MAX_SIZE + " bytes");
    }
    return new Cabinet(CabinetReader.read(content, file));
  }

  /**
   * The file's bytes.
   *
   * @param time what all its files are dated, from 1980
   */
  public byte[] toByteArray(LocalDateTime time) {
    return CabinetWriter.write(files, time);
  }
}
