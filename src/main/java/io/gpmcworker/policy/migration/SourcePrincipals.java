package io.gpmcworker.policy.migration;

import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.security.WellKnownSids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the principals of the source are called: the names by which a table may mean one that the
 * settings know by its SID.
 */
public final class SourcePrincipals {

  private final Function<Sid, Optional<SecurityGroup>> bySid;

  private SourcePrincipals(Function<Sid, Optional<SecurityGroup>> bySid) {
    this.bySid = bySid;
  }

  /** Those that a backup lists. */
  public static SourcePrincipals of(List<SecurityGroup> groups) {
    return of(sid ->
        groups.stream()
            .filter(group -> group.sid().equalsIgnoreCase(sid.toString()))
            .filter(group -> !group.samAccountName().isEmpty())
            .findFirst());
  }

  /** Those that are looked up. */
  public static SourcePrincipals of(Function<Sid, Optional<SecurityGroup>> lookUp) {
    return new SourcePrincipals(lookUp);
  }

  /** Whether it is known what a SID is called. */
  boolean knows(Sid sid) {
    return WellKnownSids.name(sid).isPresent() || bySid.apply(sid).isPresent();
  }

  /** Every way to write a principal in a table. */
  List<String> namesOf(Trustee trustee) {
    return switch (trustee) {
      case Trustee.ByName(String name) ->
          WellKnownSids.ofName(name)
              .map(sid -> List.of(name, WellKnownSids.name(sid).orElseThrow()))
              .orElseGet(() -> List.of(name));
      case Trustee.BySid(Sid sid) -> {
        List<String> names = new ArrayList<>(List.of(sid.toString()));
        WellKnownSids.name(sid).ifPresent(names::add);
        WellKnownSids.qualifiedName(sid).ifPresent(names::add);
        bySid.apply(sid).ifPresent(group -> addNames(group, names));
        yield names;
      }
    };
  }

  private static void addNames(SecurityGroup group, List<String> names) {
    String sam = group.samAccountName();
    names.add(group.upn());
    names.add(sam + "@" + group.dnsDomainName());
    names.add(group.netBiosDomainName() + "\\" + sam);
    names.add(group.dnsDomainName() + "\\" + sam);
  }

  /** The account's name without its domain, to be found by it in another. */
  String relativeName(Trustee trustee) {
    return switch (trustee) {
      case Trustee.BySid(Sid sid) ->
          bySid
              .apply(sid)
              .map(SecurityGroup::samAccountName)
              .or(() -> WellKnownSids.name(sid))
              .orElseGet(sid::toString);
      case Trustee.ByName(String name) -> {
        String behind = name.substring(name.lastIndexOf('\\') + 1);
        int at = behind.indexOf('@');
        yield at > 0 ? behind.substring(0, at) : behind;
      }
    };
  }

  /** What GPMC calls a principal in a table that it generates. */
  Mapping mapping(Trustee trustee) {
    return switch (trustee) {
      case Trustee.ByName(String name) -> Mapping.same(EntryType.UNKNOWN, name);
      case Trustee.BySid(Sid sid) -> {
        Optional<SecurityGroup> group = bySid.apply(sid);
        yield group.isPresent()
            ? Mapping.same(EntryType.of(group.get().type()), source(group.get()))
            : Mapping.same(EntryType.UNKNOWN, WellKnownSids.name(sid).orElseGet(sid::toString));
      }
    };
  }

  private static String source(SecurityGroup group) {
    return group.upn().isEmpty() ? group.samAccountName() : group.upn();
  }
}
