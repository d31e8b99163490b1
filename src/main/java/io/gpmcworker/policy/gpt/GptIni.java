package io.gpmcworker.policy.gpt;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoVersion;
import java.util.Optional;

/** Placeholder until the parser lands. */
public final class GptIni {

  private GptIni() {}

  /** The file of a new GPO. */
  public static GptIni create(GpoVersion version, Optional<String> displayName) {
    throw new UnsupportedOperationException(version + " " + displayName);
  }

  /** Reads a gpt.ini. */
  public static GptIni read(byte[] content) throws MalformedPolicyException {
    throw new MalformedPolicyException("gpt.ini", "not read yet: " + content.length);
  }

  /** The version; 0 if there is none. */
  public GpoVersion version() {
    return GpoVersion.ZERO;
  }

  /** The display name that GPMC leaves there, if any. */
  public Optional<String> displayName() {
    return Optional.empty();
  }

  /** The same file with another version; everything else is as it was. */
  public GptIni withVersion(GpoVersion version) {
    return version.pack() == 0 ? this : new GptIni();
  }

  /** The file's bytes. */
  public byte[] toByteArray() {
    return new byte[0];
  }
}
