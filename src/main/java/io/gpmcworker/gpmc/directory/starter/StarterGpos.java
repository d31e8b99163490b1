package io.gpmcworker.gpmc.directory.starter;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.change.PlannedFile;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.cabinet.Cabinet;
import io.gpmcworker.policy.cabinet.CabinetFile;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.starter.StarterCabinet;
import io.gpmcworker.policy.starter.StarterTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The Starter GPOs of a domain: {@code \\<controller>\sysvol\<domain>\StarterGPOs}. */
final class StarterGpos {

  private static final SysvolPath TOP = SysvolPath.TOP.resolve("StarterGPOs");

  private final DirectoryDomain domain;

  StarterGpos(DirectoryDomain domain) {
    this.domain = domain;
  }

  /** The folder of a Starter GPO. */
  static SysvolPath folder(UUID id) {
    return TOP.resolve(Guids.braced(id));
  }

  boolean exists(UUID id) throws GpmcException {
    try {
      return domain.sysvol().exists(folder(id));
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  /** Every Starter GPO. */
  List<StarterGpo> all() throws GpmcException {
    try {
      List<StarterGpo> found = new ArrayList<>();
      for (SysvolEntry entry : domain.sysvol().children(TOP)) {
        Optional<UUID> id = Guids.parseBraced(entry.path().name());
        if (id.isPresent() && entry.folder()) {
          found.add(new StarterGpo(id.get(), displayName(id.get()), domain.dnsName()));
        }
      }
      return found;
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  private String displayName(UUID id) throws IOException {
    SysvolPath template = folder(id).resolve(StarterTemplate.NAME);
    try {
      return domain.sysvol().exists(template)
          ? StarterTemplate.read(
                  SysvolTree.readSmall(domain.sysvol(), template, StarterTemplate.MAX_SIZE))
              .displayName()
              .orElseGet(() -> Guids.braced(id))
          : Guids.braced(id);
    } catch (MalformedPolicyException e) {
      // One that is damaged can still be named by its GUID.
      return Guids.braced(id);
    }
  }

  /**
   * The Starter GPO that a name means.
   *
   * @throws GpmcException if there is none, or if there are several of that display name
   */
  StarterGpo get(GpoName name) throws GpmcException {
    List<StarterGpo> found =
        all().stream()
            .filter(gpo ->
                switch (name) {
                  case GpoName.ById(UUID id) -> gpo.id().equals(id);
                  case GpoName.ByDisplayName(String text) ->
                      gpo.displayName().equalsIgnoreCase(text);
                })
            .toList();
    if (found.isEmpty()) {
      throw new GpmcException(
          HResult.ERROR_FILE_NOT_FOUND,
          "There is no Starter GPO '%s' in domain %s.".formatted(name, domain.dnsName()));
    }
    if (found.size() > 1) {
      throw new GpmcException(
          HResult.E_INVALIDARG,
          "%d Starter GPOs of domain %s are named '%s'; name one by its GUID: %s."
              .formatted(
                  found.size(),
                  domain.dnsName(),
                  name,
                  found.stream()
                      .map(gpo -> Guids.braced(gpo.id()))
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return found.getFirst();
  }

  /** Whether a name is taken. */
  boolean isNamed(String displayName) throws GpmcException {
    return all().stream().anyMatch(gpo -> gpo.displayName().equalsIgnoreCase(displayName));
  }

  /** The files of a Starter GPO. */
  List<PlannedFile> files(StarterGpo gpo) throws GpmcException {
    try {
      List<PlannedFile> files = new ArrayList<>();
      SysvolPath top = folder(gpo.id());
      for (SysvolEntry entry : SysvolTree.list(domain.sysvol(), top)) {
        if (!entry.folder()) {
          files.add(
              PlannedFile.file(
                  GpoPath.parse(entry.path().below(top)),
                  () -> domain.sysvol().read(entry.path())));
        }
      }
      return files;
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  /** A Starter GPO as a cabinet. */
  Cabinet pack(StarterGpo gpo) throws GpmcException {
    try {
      List<CabinetFile> packed = new ArrayList<>();
      List<GpoPath> paths = new ArrayList<>();
      long size = 0;
      for (PlannedFile file : files(gpo)) {
        try (var in = file.content().orElseThrow().open()) {
          byte[] content = in.readNBytes(Cabinet.MAX_SIZE + 1);
          size += content.length;
          if (size > Cabinet.MAX_SIZE) {
            throw new MalformedPolicyException(
                Guids.braced(gpo.id()), "is larger than " + Cabinet.MAX_SIZE + " bytes");
          }
          packed.add(new CabinetFile(StarterCabinet.name(file.path()), Bytes.of(content)));
        }
        paths.add(file.path());
      }
      if (!StarterCabinet.isPossible(paths)) {
        throw new MalformedPolicyException(
            Guids.braced(gpo.id()), "holds files that no Starter GPO has");
      }
      return new Cabinet(packed);
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  /**
   * The files of a Starter GPO in a cabinet, read and found whole.
   *
   * @param file the cabinet's name
   */
  static List<PlannedFile> unpack(byte[] content, String file) throws MalformedPolicyException {
    List<PlannedFile> files = new ArrayList<>();
    boolean template = false;
    for (CabinetFile packed : Cabinet.read(content, file).files()) {
      GpoPath path = StarterCabinet.path(packed.name());
      byte[] bytes = packed.content().toArray();
      if (path.name().equalsIgnoreCase("registry.pol")) {
        RegistryPolicy.read(bytes, path.toString());
      }
      template |= path.key().equals(GpoPath.fold(StarterTemplate.NAME));
      if (files.stream().anyMatch(other -> other.path().equals(path))) {
        throw new MalformedPolicyException(file, "holds " + path + " twice");
      }
      files.add(PlannedFile.file(path, bytes));
    }
    if (!template) {
      throw new MalformedPolicyException(
          file, "holds no " + StarterTemplate.NAME + ", so it is no Starter GPO");
    }
    return files;
  }

  /** The template among a Starter GPO's files; empty if there is none. */
  static Optional<StarterTemplate> template(List<PlannedFile> files)
      throws GpmcException, IOException {
    for (PlannedFile file : files) {
      if (file.path().key().equals(GpoPath.fold(StarterTemplate.NAME))) {
        try (var in = file.content().orElseThrow().open()) {
          return Optional.of(StarterTemplate.read(in.readNBytes(StarterTemplate.MAX_SIZE + 1)));
        }
      }
    }
    return Optional.empty();
  }
}
