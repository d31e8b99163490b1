package io.gpmcworker.gpmc.directory.gpo;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.ParallelSteps;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.GpoLinks;
import io.gpmcworker.gpmc.directory.ldap.WmiFilter;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.policy.migration.FoundReferences;
import io.gpmcworker.policy.migration.ReferenceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads GPOs. */
public final class LiveGpoReader {

  private static final int COMPARED_AT_A_TIME = 8;

  private final DirectoryDomain domain;
  private final Optional<Known> known;
  private final SysvolTree.Between betweenFolders;

  /** What has been asked for all GPOs at once. */
  private record Known(GpoLinks links, Set<UUID> withObjects) {}

  /**
   * What tells whether a GPO has been changed since.
   *
   * @param sysvolVersion the version in gpt.ini
   */
  public record Seen(GpoContainer container, GpoVersion sysvolVersion) {

    /** As a GPO was read. */
    public static Seen of(LiveGpo gpo) {
      return new Seen(gpo.container(), gpo.sysvolVersion());
    }
  }

  /** For a few GPOs, where nobody cancels. */
  public LiveGpoReader(DirectoryDomain domain) {
    this(domain, Optional.empty(), () -> {});
  }

  /** For a few GPOs, in a call that may be cancelled. */
  public LiveGpoReader(DirectoryDomain domain, Call call) {
    this(domain, Optional.empty(), call::checkpointOfFiles);
  }

  private LiveGpoReader(
      DirectoryDomain domain, Optional<Known> known, SysvolTree.Between betweenFolders) {
    this.domain = domain;
    this.known = known;
    this.betweenFolders = betweenFolders;
  }

  /**
   * For many GPOs of the domain, in a call that may be cancelled: what can be asked for all at once
   * is.
   */
  public static LiveGpoReader ofMany(DirectoryDomain domain, Call call) throws GpmcException {
    return new LiveGpoReader(
        domain,
        Optional.of(new Known(domain.directory().links(), domain.directory().gpos().withObjects())),
        call::checkpointOfFiles);
  }

  /**
   * Reads all of a GPO but what its files hold.
   *
   * @throws GpmcException if a part of it cannot be read, or the call was cancelled
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
          known.isPresent()
              ? known.get().links().of(container)
              : domain.directory().links(container),
          files(container),
          now);
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  private List<GpoFile> files(GpoContainer container) throws IOException, GpmcException {
    SysvolPath folder = SysvolPath.ofGpo(container.attributes().id());
    List<SysvolEntry> entries = SysvolTree.list(domain.sysvol(), folder, betweenFolders);
    if (entries.isEmpty() && !domain.sysvol().exists(folder)) {
      throw new GpmcException(
          HResult.ERROR_FILE_NOT_FOUND,
          "GPO %s has no folder in %s; the GPO is incomplete."
              .formatted(container.label(), domain.sysvolLabel()));
    }
    List<GpoFile> files = new ArrayList<>();
    for (SysvolEntry entry : entries) {
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
    try {
      return GptIni.read(SysvolTree.readSmall(domain.sysvol(), file, GptIni.MAX_SIZE)).version();
    } catch (NoSuchFileException e) {
      return GpoVersion.ZERO;
    }
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
   * The principals and UNC paths that a GPO's settings and its DACL name.
   *
   * @param preferences whether those of Preferences count, which GPMC does not map
   * @throws GpmcException if a file that may name some cannot be read, or is malformed
   */
  public FoundReferences references(LiveGpo gpo, boolean preferences) throws GpmcException {
    List<MalformedPolicyException> damaged = new ArrayList<>();
    FoundReferences found =
        references(gpo, preferences, file -> domain.sysvol().read(file.place()), damaged::add);
    if (!damaged.isEmpty()) {
      throw IoFailures.at(domain.sysvolLabel(), damaged.getFirst());
    }
    found.addDacl(gpo.container().attributes().securityDescriptor());
    return found;
  }

  /**
   * The principals and UNC paths that a GPO's settings name where GPMC maps them.
   *
   * @param source the files, where they are at hand
   * @param damaged told of each file that names some but is malformed
   * @throws GpmcException if a file that may name some cannot be read
   */
  public FoundReferences references(
      LiveGpo gpo, FileSource source, Consumer<MalformedPolicyException> damaged)
      throws GpmcException {
    return references(gpo, false, source, damaged);
  }

  private FoundReferences references(
      LiveGpo gpo,
      boolean preferences,
      FileSource source,
      Consumer<MalformedPolicyException> damaged)
      throws GpmcException {
    FoundReferences found = new FoundReferences();
    try {
      for (GpoFile file : gpo.files()) {
        if (!file.folder() && ReferenceFiles.names(file.path(), preferences)) {
          addFile(found, file, source, damaged);
        }
      }
      return found;
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  private static void addFile(
      FoundReferences found,
      GpoFile file,
      FileSource source,
      Consumer<MalformedPolicyException> damaged)
      throws IOException {
    byte[] content;
    try (InputStream in = source.open(file)) {
      content = SysvolTree.readSmall(in, file.place(), ReferenceFiles.MAX_SIZE);
    }
    try {
      found.addFile(file.path(), content);
    } catch (MalformedPolicyException e) {
      damaged.accept(e);
    }
  }

  /** What extensions keep of a GPO in the directory. */
  public List<DirectoryObject> objects(UUID gpo, GpoSide side) throws GpmcException {
    return known.isPresent() && !known.get().withObjects().contains(gpo)
        ? List.of()
        : domain.directory().gpos().objects(gpo, side);
  }

  /** Whether a GPO still has the attributes and the versions that were read. */
  public boolean isUnchanged(LiveGpo gpo) throws GpmcException {
    return changed(List.of(Seen.of(gpo))).isEmpty();
  }

  /** Those GPOs that have not the attributes and the versions any more that were read. */
  public List<GpoContainer> changed(List<Seen> seen) throws GpmcException {
    Map<UUID, GpoAttributes> now = new HashMap<>();
    if (known.isPresent()) {
      domain.directory().gpos().all((id, dn, why) -> {}).forEach(gpo -> put(now, gpo));
    } else {
      for (Seen gpo : seen) {
        domain.directory().gpos().find(idOf(gpo)).ifPresent(found -> put(now, found));
      }
    }
    return ParallelSteps.run(
            COMPARED_AT_A_TIME,
            seen,
            gpo ->
                gpo.container().attributes().equals(now.get(idOf(gpo))) && hasItsGptIni(gpo)
                    ? Optional.<GpoContainer>empty()
                    : Optional.of(gpo.container()))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static UUID idOf(Seen gpo) {
    return gpo.container().attributes().id();
  }

  private static void put(Map<UUID, GpoAttributes> gpos, GpoContainer gpo) {
    gpos.put(gpo.attributes().id(), gpo.attributes());
  }

  private boolean hasItsGptIni(Seen gpo) throws GpmcException {
    try {
      return sysvolVersion(gpo.container()).equals(gpo.sysvolVersion());
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }
}
