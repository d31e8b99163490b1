package io.gpmcworker.cli.demo;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The embedded domain, looked at and changed past the worker, as an administrator would. */
public final class DomainByHand implements AutoCloseable {
  private final EmbeddedDomain domain;
  private final DomainDirectory directory;

  public DomainByHand(EmbeddedDomain domain) {
    this.domain = domain;
    this.directory = domain.connect();
  }

  /**
   * A GPO to choose from.
   *
   * @param bytes of its files on SYSVOL
   */
  public record Gpo(UUID id, String name, long bytes) {}

  /** Every GPO, the largest first. */
  public List<Gpo> gpos() throws GpmcException, IOException {
    List<Gpo> all = new ArrayList<>();
    for (GpoContainer gpo : directory.gpos().all()) {
      UUID id = gpo.attributes().id();
      all.add(new Gpo(id, gpo.attributes().displayName(), StoreListing.of(folder(id)).bytes()));
    }
    all.sort(Comparator.comparingLong(Gpo::bytes).reversed());
    return all;
  }

  /** A GPO as it is now, on both sides of it. */
  GpoSnapshot look(UUID gpo) throws GpmcException, IOException {
    return GpoSnapshot.of(container(gpo).attributes(), folder(gpo));
  }

  /** Whether there is a registry policy of the computer half to change. */
  boolean hasRegistryPolicy(UUID gpo) throws IOException {
    return registryPolicy(gpo).isPresent();
  }

  /**
   * Renames the GPO, turns one registry value round and drops a script beside it, as an editor
   * would: files first, then the version in gpt.ini and in the directory.
   *
   * @return the registry value that was changed, in words
   */
  Optional<String> change(UUID gpo) throws GpmcException, IOException {
    GpoAttributes before = container(gpo).attributes();
    Optional<Path> policy = registryPolicy(gpo);
    Optional<String> changed = policy.isEmpty() ? Optional.empty() : turn(policy.get());
    Path script = folder(gpo).resolve("Machine/Scripts/Startup/fix-it-quick.cmd");
    Files.createDirectories(script.resolveSibling(""));
    Files.writeString(script, "net localgroup Administrators Everyone /add\r\n");
    GpoAttributes after =
        new GpoAttributes(
            before.id(),
            before.domain(),
            before.displayName() + " (new, do not touch)",
            before.flags(),
            before.version().increment(GpoSide.MACHINE),
            before.machineExtensionNames(),
            before.userExtensionNames(),
            before.wmiFilter(),
            before.securityDescriptor());
    Optional<Path> gptIni = file(folder(gpo), "gpt.ini");
    if (gptIni.isPresent()) {
      byte[] content = Files.readAllBytes(gptIni.get());
      Files.write(gptIni.get(), GptIni.read(content).withVersion(after.version()).toByteArray());
    }
    directory.gpos().replace(after);
    return changed;
  }

  @Override
  public void close() {
    directory.close();
  }

  private GpoContainer container(UUID gpo) throws GpmcException {
    return directory.gpos().get(new GpoName.ById(gpo));
  }

  private Path folder(UUID gpo) {
    return domain
        .sysvol()
        .resolve(domain.dnsName())
        .resolve("Policies")
        .resolve(GpoName.braced(gpo));
  }

  private Optional<Path> registryPolicy(UUID gpo) throws IOException {
    Optional<Path> machine = file(folder(gpo), "machine");
    return machine.isEmpty() ? Optional.empty() : file(machine.get(), "registry.pol");
  }

  /** SYSVOL does not tell upper from lower case; the folder on this machine does. */
  private static Optional<Path> file(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> name.equals(String.valueOf(it.getFileName()).toLowerCase(Locale.ROOT)))
          .findFirst();
    }
  }

  /** Turns the first DWORD round: 0 becomes 1, anything else 0. */
  private static Optional<String> turn(Path file) throws IOException {
    RegistryPolicy policy = RegistryPolicy.read(Files.readAllBytes(file), file.toString());
    List<RegistryPolicyEntry> entries = new ArrayList<>(policy.entries());
    for (int index = 0; index < entries.size(); index++) {
      RegistryPolicyEntry entry = entries.get(index);
      if (entry.type().equals(Optional.of(RegistryType.REG_DWORD))
          && entry.data().size() == Integer.BYTES) {
        int before = ByteBuffer.wrap(entry.data().toArray()).order(LITTLE_ENDIAN).getInt();
        int after = before == 0 ? 1 : 0;
        entries.set(
            index,
            new RegistryPolicyEntry(
                entry.key(),
                entry.valueName(),
                entry.typeCode(),
                Bytes.of(new byte[] {(byte) after, 0, 0, 0})));
        Files.write(file, new RegistryPolicy(entries).toByteArray());
        return Optional.of(
            "%s\\%s: %s → %d"
                .formatted(
                    entry.key(), entry.valueName(), Integer.toUnsignedString(before), after));
      }
    }
    return Optional.empty();
  }
}
