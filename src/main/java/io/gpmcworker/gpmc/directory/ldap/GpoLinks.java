package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the GPOs of a domain are linked, as read at one time. */
public final class GpoLinks {

  private static final Comparator<SomLink> BY_PLACE =
      Comparator.comparing(SomLink::somPath, String.CASE_INSENSITIVE_ORDER);

  private final Map<DN, List<SomLink>> byGpo = new HashMap<>();

  GpoLinks() {}

  /** A link; one to what has no proper name is no link. */
  void add(String gpoDn, SomLink link) {
    parse(gpoDn).ifPresent(gpo -> byGpo.computeIfAbsent(gpo, it -> new ArrayList<>()).add(link));
  }

  /** The links of a GPO, by place. */
  public List<SomLink> of(GpoContainer gpo) {
    return parse(gpo.dn()).map(dn -> byGpo.getOrDefault(dn, List.of())).orElse(List.of()).stream()
        .sorted(BY_PLACE)
        .toList();
  }

  private static Optional<DN> parse(String dn) {
    try {
      return Optional.of(new DN(dn));
    } catch (LDAPException e) {
      return Optional.empty();
    }
  }
}
