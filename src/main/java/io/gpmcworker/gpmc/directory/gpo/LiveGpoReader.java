package io.gpmcworker.gpmc.directory.gpo;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.WmiFilter;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.policy.migration.FoundReferences;
import io.gpmcworker.policy.migration.ReferenceFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads GPOs. */
public final class LiveGpoReader {

  private final DirectoryDomain domain;

  public LiveGpoReader(DirectoryDomain domain) {
    this.domain = domain;
  }

  /**
   * Reads all of a GPO but what its files hold.
   *
   * @throws GpmcException if a part of it cannot be read
   */
  public LiveGpo read(GpoContainer container) throws GpmcException {
    Instant now = Instant.now();
    Optional<WmiFilterLink> link = container.attributes().wmiFilter();
    Optional<WmiFilter> filter =
        link.isPresent() ? domain.directory().wmiFilter(link.get()) : Optional.empty();
    try {
      return new LiveGpo(
          container,
          sysvolVersion(container),
          filter,
          domain.directory().links(container),
          files(container),
          now);
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  private List<GpoFile> files(GpoContainer container) throws IOException, GpmcException {
    SysvolPath folder = SysvolPath.ofGpo(container.attributes().id());
    if (!domain.sysvol().exists(folder)) {
      throw new GpmcException(
          HResult.ERROR_FILE_NOT_FOUND,
          "GPO %s has no folder in %s; the GPO is incomplete."
              .formatted(container.label(), domain.sysvolLabel()));
    }
    List<GpoFile> files = new ArrayList<>();
    for (SysvolEntry entry : SysvolTree.list(domain.sysvol(), folder)) {
      String below = entry.path().below(folder);
      if (!below.equalsIgnoreCase(GptIni.NAME)) {
        files.add(new GpoFile(GpoPath.parse(below), entry.path(), entry.folder(), entry.size()));
      }
    }
    return files;
  }

  /** The version in a GPO's gpt.ini; 0 where there is none. */
  public GpoVersion sysvolVersion(GpoContainer container) throws IOException {
    SysvolPath file = SysvolPath.ofGpo(container.attributes().id()).resolve(GptIni.NAME);
    return domain.sysvol().exists(file)
        ? GptIni.read(SysvolTree.readSmall(domain.sysvol(), file, GptIni.MAX_SIZE)).version()
        : GpoVersion.ZERO;
  }

  /**
   * The version that a change of both halves of a GPO gives it: each half one more than the higher
   * of the directory's and gpt.ini's, so that clients see the change whichever they look at.
   */
  public GpoVersion nextVersion(GpoContainer container) throws IOException {
    GpoVersion directory = container.attributes().version();
    GpoVersion sysvol = sysvolVersion(container);
    return new GpoVersion(
            Math.max(directory.user(), sysvol.user()),
            Math.max(directory.machine(), sysvol.machine()))
        .next();
  }

  /**
   * The principals and UNC paths that a GPO's settings name.
   *
   * @param damaged told of each file that names some but is malformed
   * @throws GpmcException if a file that may name some cannot be read
   */
  public FoundReferences references(LiveGpo gpo, Consumer<MalformedPolicyException> damaged)
      throws GpmcException {
    FoundReferences found = new FoundReferences();
    try {
      for (GpoFile file : gpo.files()) {
        if (!file.folder() && ReferenceFiles.isMapped(file.path())) {
          addFile(found, file, damaged);
        }
      }
      return found;
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  private void addFile(
      FoundReferences found, GpoFile file, Consumer<MalformedPolicyException> damaged)
      throws IOException {
    byte[] content = SysvolTree.readSmall(domain.sysvol(), file.place(), ReferenceFiles.MAX_SIZE);
    try {
      found.addFile(file.path(), content);
    } catch (MalformedPolicyException e) {
      damaged.accept(e);
    }
  }

  /** Whether a GPO still has the attributes and the versions that were read. */
  public boolean isUnchanged(LiveGpo gpo) throws GpmcException {
    GpoContainer before = gpo.container();
    Optional<GpoContainer> now = domain.directory().gpos().find(before.attributes().id());
    try {
      return now.isPresent()
          && now.get().attributes().equals(before.attributes())
          && sysvolVersion(before).equals(gpo.sysvolVersion());
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }
}
