package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.xml.XmlLimits;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The formats of files in a GPO that can be told to be damaged by reading them. */
enum PayloadFormat {
  REGISTRY_POLICY(RegistryPolicy.MAX_SIZE, RegistryPolicy::read),
  TEXT(InfFile.MAX_SIZE, InfFile::decode),
  XML(XmlLimits.DEFAULT.bytes(), XmlReader::read),
  /** A payload of somebody else's, which may hold anything. */
  OPAQUE(0, (content, file) -> {});

  private static final Set<String> TEXTS =
      Set.of(
          "microsoft\\windows nt\\secedit\\gpttmpl.inf",
          "microsoft\\windows nt\\audit\\audit.csv",
          "microsoft\\windows nt\\cap\\cap.inf",
          "scripts\\scripts.ini",
          "scripts\\psscripts.ini",
          "documents & settings\\fdeploy.ini",
          "documents & settings\\fdeploy1.ini");

  /** A reader of a whole file. */
  @FunctionalInterface
  private interface Reader {
    void read(byte[] content, String file) throws MalformedPolicyException;
  }

  private final int maxSize;

  // A method without state, which only its type does not tell.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Reader reader;

  PayloadFormat(int maxSize, Reader reader) {
    this.maxSize = maxSize;
    this.reader = reader;
  }

  /** The format of the file at a place. */
  static PayloadFormat of(GpoPath path) {
    String place = path.insideSide().map(GpoPath::key).orElse("");
    if (place.equals("registry.pol")) {
      return REGISTRY_POLICY;
    }
    if (TEXTS.contains(place)) {
      return TEXT;
    }
    boolean preference = place.startsWith("preferences\\") && place.endsWith(".xml");
    return preference || place.equals("comment.cmtx") ? XML : OPAQUE;
  }

  /**
   * Reads a file whole.
   *
   * @throws MalformedPolicyException if it is damaged
   */
  void check(PayloadEntry entry) throws IOException {
    if (this == OPAQUE) {
      return;
    }
    String file = entry.path().toString();
    if (entry.size() > maxSize) {
      throw new MalformedPolicyException(file, "is larger than " + maxSize + " bytes");
    }
    try (InputStream in = entry.open()) {
      reader.read(in.readNBytes(maxSize + 1), file);
    }
  }
}
