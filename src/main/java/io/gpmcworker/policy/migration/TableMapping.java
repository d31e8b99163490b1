package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.security.WellKnownSids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A migration table applied to settings. What it does not name stays what it is, and is noted: the
 * principals of a domain and the UNC paths are {@link #unmapped}.
 *
 * <p>An account that is the same everywhere need not be in the table, and is mapped if it is. A UNC
 * path is mapped by the longest entry that it is at or below.
 */
public final class TableMapping implements References {

  private final Map<String, Mapping> principals = new HashMap<>();
  private final List<Mapping> paths;
  private final SourcePrincipals source;
  private final TargetAccounts target;
  private final Set<String> unmapped = new LinkedHashSet<>();

  /**
   * @param source what the source's principals are called
   * @param target the accounts that destinations name
   */
  public TableMapping(MigrationTable table, SourcePrincipals source, TargetAccounts target) {
    this.source = source;
    this.target = target;
    this.paths =
        table.mappings().stream()
            .filter(Mapping::isPath)
            .sorted(Comparator.comparingInt((Mapping entry) -> entry.source().length()).reversed())
            .toList();
    table.mappings().stream()
        .filter(entry -> !entry.isPath())
        .forEach(entry -> principals.put(entry.source().toLowerCase(Locale.ROOT), entry));
  }

  /** What a table would have to name for nothing to stay what it is in the source. */
  public List<String> unmapped() {
    return List.copyOf(unmapped);
  }

  @Override
  public Optional<Trustee> trustee(Trustee trustee) throws MigrationException {
    Optional<Mapping> entry = entry(trustee);
    if (entry.isEmpty()) {
      if (!isSameEverywhere(trustee)) {
        unmapped.add(source.mapping(trustee).source());
      }
      return Optional.of(trustee);
    }
    return switch (entry.get().destination()) {
      case Destination.SameAsSource() -> Optional.of(trustee);
      case Destination.None() -> Optional.empty();
      case Destination.ByRelativeName() ->
          Optional.of(account(entry.get(), source.relativeName(trustee)));
      case Destination.Set(String name) -> Optional.of(account(entry.get(), name));
    };
  }

  @Override
  public boolean knows(Sid sid) {
    return source.knows(sid) || entry(new Trustee.BySid(sid)).isPresent();
  }

  private Optional<Mapping> entry(Trustee trustee) {
    return source.namesOf(trustee).stream()
        .map(name -> principals.get(name.toLowerCase(Locale.ROOT)))
        .flatMap(entry -> Optional.ofNullable(entry).stream())
        .findFirst();
  }

  private static boolean isSameEverywhere(Trustee trustee) {
    return switch (trustee) {
      case Trustee.BySid(Sid sid) -> !sid.isDomainRelative();
      case Trustee.ByName(String name) -> WellKnownSids.ofName(name).isPresent();
    };
  }

  /** Free text stays text where it is no account's name: an account of each machine, for one. */
  private Trustee account(Mapping entry, String name) throws MigrationException {
    Optional<Sid> sid = resolve(name);
    if (sid.isPresent()) {
      return new Trustee.BySid(sid.get());
    }
    if (entry.type() == EntryType.UNKNOWN) {
      return new Trustee.ByName(name);
    }
    throw new MigrationException(unresolved(entry, name));
  }

  private Optional<Sid> resolve(String name) {
    return Sid.tryParse(name).or(() -> WellKnownSids.ofName(name)).or(() -> target.find(name));
  }

  private static String unresolved(Mapping entry, String name) {
    return "The migration table maps '%s' to '%s', which is no account of the target's domain; correct the destination."
        .formatted(entry.source(), name);
  }

  @Override
  public Optional<String> nameOf(Sid sid) {
    return WellKnownSids.qualifiedName(sid).or(() -> target.nameOf(sid));
  }

  @Override
  public String path(String uncPath) {
    for (Mapping entry : paths) {
      if (UncPaths.isAtOrBelow(uncPath, entry.source())) {
        return entry.destination() instanceof Destination.Set(String other)
            ? UncPaths.moved(uncPath, entry.source(), other)
            : uncPath;
      }
    }
    unmapped.add(uncPath);
    return uncPath;
  }

  /**
   * A descriptor with the DACL's principals mapped; an entry of one that is mapped to nothing goes.
   *
   * @throws MigrationException if one cannot be mapped
   */
  public SecurityDescriptor descriptor(SecurityDescriptor descriptor) throws MigrationException {
    if (descriptor.dacl().isEmpty()) {
      return descriptor;
    }
    Acl dacl = descriptor.dacl().get();
    List<Ace> aces = new ArrayList<>();
    for (Ace ace : dacl.aces()) {
      sid(ace.trustee()).map(ace::withTrustee).ifPresent(aces::add);
    }
    return aces.equals(dacl.aces())
        ? descriptor
        : new SecurityDescriptor(
            descriptor.control(),
            descriptor.resourceManagerControl(),
            descriptor.owner(),
            descriptor.group(),
            descriptor.sacl(),
            Optional.of(Acl.of(aces)));
  }

  /**
   * What is wrong with a table, as {@code IGPMMigrationTable::Validate} tells: destinations that
   * are no accounts of the target's domain. A sentence for each.
   */
  public static List<String> validate(MigrationTable table, TargetAccounts target) {
    TableMapping mapping = new TableMapping(table, SourcePrincipals.of(List.of()), target);
    List<String> wrong = new ArrayList<>();
    for (Mapping entry : table.mappings()) {
      if (!entry.isPath()
          && entry.destination() instanceof Destination.Set(String name)
          && entry.type() != EntryType.UNKNOWN
          && mapping.resolve(name).isEmpty()) {
        wrong.add(unresolved(entry, name));
      }
    }
    return wrong;
  }
}
