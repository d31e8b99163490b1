package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.input.ReportSide;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** One half of a GPO as the renderers see it: its files, read whole and once. */
public final class ExtensionSource {

  /** Largest file that is read, in bytes; a larger one is an Error in the report. */
  public static final int MAX_FILE_SIZE = 64 << 20;

  private static final String REGISTRY_POLICY = "registry.pol";

  private final GpoSide side;
  private final ReportSide half;
  private final Trustees trustees;
  private Optional<RegistryPolicy> registryPolicy = Optional.empty();

  /**
   * @param side which half it is
   * @param half its facts and files
   * @param trustees names for SIDs
   */
  public ExtensionSource(GpoSide side, ReportSide half, Trustees trustees) {
    this.side = side;
    this.half = half;
    this.trustees = trustees;
  }

  /** Which half it is. */
  public GpoSide side() {
    return side;
  }

  /** Names for SIDs. */
  public Trustees trustees() {
    return trustees;
  }

  /** All files of the half. */
  public List<GpoPath> paths() {
    return half.files().paths();
  }

  /**
   * Reads a file.
   *
   * @param path relative to the half's folder, in any case
   * @return its bytes, or empty if there is no such file
   * @throws IOException if it cannot be read or is larger than {@link #MAX_FILE_SIZE}
   */
  public Optional<byte[]> read(String path) throws IOException {
    Optional<InputStream> opened = half.files().open(GpoPath.parse(path));
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = opened.get()) {
      byte[] content = in.readNBytes(MAX_FILE_SIZE + 1);
      if (content.length > MAX_FILE_SIZE) {
        throw new MalformedPolicyException(path, "is larger than " + MAX_FILE_SIZE + " bytes");
      }
      return Optional.of(content);
    }
  }

  /**
   * The half's Registry.pol; one without entries if there is no such file.
   *
   * @throws IOException if it cannot be read or is malformed
   */
  public RegistryPolicy registryPolicy() throws IOException {
    if (registryPolicy.isEmpty()) {
      Optional<byte[]> content = read(REGISTRY_POLICY);
      registryPolicy =
          Optional.of(
              content.isPresent()
                  ? RegistryPolicy.read(content.get(), REGISTRY_POLICY)
                  : new RegistryPolicy(List.of()));
    }
    return registryPolicy.get();
  }
}
