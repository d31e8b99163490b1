package io.gpmcworker.gpmc.directory;

import com.unboundid.ldap.sdk.LDAPException;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.gpo.GpoPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a client of the domain sees while an operation runs: where there is a gpt.ini, there are all
 * the files of its version, and none of another.
 *
 * @param before the domain before the operation
 * @param after the domain when it is done
 * @param violations what a client should not have seen
 */
record ClientView(
    FaultDomain domain, DomainState before, DomainState after, List<String> violations) {

  ClientView(FaultDomain domain, DomainState before, DomainState after) {
    this(domain, before, after, Collections.synchronizedList(new ArrayList<>()));
  }

  /** Looks at every GPO. */
  void look() {
    try {
      Sysvol sysvol = domain.seen();
      for (SysvolEntry gpo : sysvol.children(SysvolPath.POLICIES)) {
        look(GpoPath.fold(gpo.path().name()), DomainState.contents(sysvol, gpo.path()));
      }
    } catch (IOException | LDAPException e) {
      violations.add("a client cannot read SYSVOL: " + e);
    }
  }

  private void look(String gpo, Map<String, String> files) throws IOException, LDAPException {
    if (!files.containsKey("gpt.ini")) {
      return;
    }
    boolean old =
        before.gpos().containsKey(gpo)
            && files.equals(DomainState.contents(before.gpos().get(gpo)));
    boolean done = candidates(gpo).stream().map(DomainState::contents).anyMatch(files::equals);
    if (!old && !done) {
      violations.add(gpo + " has a gpt.ini with other files than its version's: " + files);
    } else if (!old && before.gpos().containsKey(gpo)) {
      lookAtDirectory(gpo);
    }
  }

  private Collection<Map<String, String>> candidates(String gpo) {
    Map<String, String> same = after.gpos().get(gpo);
    return same == null ? after.gpos().values() : List.of(same);
  }

  /** The version in gpt.ini is new, so the directory's is, if the object is there at all. */
  private void lookAtDirectory(String gpo) throws IOException, LDAPException {
    DomainState now = domain.state();
    now.objects()
        .forEach((dn, attributes) -> {
          Map<String, String> expected = after.objects().getOrDefault(dn, Map.of());
          if (dn.startsWith("cn=" + gpo + ",")
              && !String.valueOf(attributes.get("versionnumber"))
                  .equals(String.valueOf(expected.get("versionnumber")))) {
            violations.add(gpo + " shows its new gpt.ini before its object is changed");
          }
        });
  }
}
