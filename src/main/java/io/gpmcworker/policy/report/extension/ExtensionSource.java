package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.admx.PolicyComments;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.input.ReportSide;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** One half of a GPO as the renderers see it: its files, read whole, and its objects. */
public final class ExtensionSource {

  /** Largest file that is read, in bytes; a larger one is an Error in the report. */
  public static final int MAX_FILE_SIZE = 64 << 20;

  private static final String REGISTRY_POLICY = "registry.pol";
  private static final String COMMENTS = "comment.cmtx";

  private final GpoSide side;
  private final ReportSide half;
  private final Trustees trustees;
  private final AdmxTemplates templates;
  private Optional<RegistryPolicy> registryPolicy = Optional.empty();
  private Optional<PolicyComments> comments = Optional.empty();

  /**
   * @param side which half it is
   * @param half its facts and files
   * @param trustees names for SIDs
   * @param templates what registry values mean
   */
  public ExtensionSource(
      GpoSide side, ReportSide half, Trustees trustees, AdmxTemplates templates) {
    this.side = side;
    this.half = half;
    this.trustees = trustees;
    this.templates = templates;
  }

  /** Which half it is. */
  public GpoSide side() {
    return side;
  }

  /** Names for SIDs. */
  public Trustees trustees() {
    return trustees;
  }

  /** What registry values mean. */
  public AdmxTemplates templates() {
    return templates;
  }

  /**
   * What extensions keep of the half in the directory.
   *
   * @throws IOException if it cannot be read or is malformed
   */
  public List<DirectoryObject> objects() throws IOException {
    return half.objects().read(side);
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

  /**
   * The comments on the half's policies; none if there is no such file.
   *
   * @throws IOException if they cannot be read or are malformed; the next call finds none, since
   *     settings are worth showing without them
   */
  public PolicyComments comments() throws IOException {
    if (comments.isEmpty()) {
      comments = Optional.of(PolicyComments.NONE);
      Optional<byte[]> content = read(COMMENTS);
      comments =
          Optional.of(
              content.isPresent()
                  ? PolicyComments.read(content.get(), COMMENTS)
                  : PolicyComments.NONE);
    }
    return comments.get();
  }
}
