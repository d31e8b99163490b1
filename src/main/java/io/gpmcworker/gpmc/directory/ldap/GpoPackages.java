package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.PackageTemplate;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The packages of Software Installation that a GPO holds. Clients know a package by the GUID of its
 * object, so objects are changed where they are, and one that goes is moved out whole and removed
 * only when the change is done.
 */
public final class GpoPackages {

  private static final String SD = "nTSecurityDescriptor";
  private static final Control[] DACL = {SdFlagsControl.of(SdFlagsControl.DACL)};
  private static final String[] KEPT =
      Stream.concat(PackageTemplate.changeable().stream(), Stream.of(SD)).toArray(String[]::new);

  private final GpoContainers gpos;
  private final LdapSession session;

  GpoPackages(GpoContainers gpos, LdapSession session) {
    this.gpos = gpos;
    this.session = session;
  }

  /**
   * Makes a place, under a name that no client looks for, where packages go that are taken out. By
   * the schema a package can be in a class store alone.
   */
  public void makeRoom(UUID gpo, GpoSide half) throws GpmcException {
    Entry room = new Entry(room(gpo, half));
    room.addAttribute("objectClass", "top", "classStore");
    session.add(room, "creating " + room.getDN());
  }

  private String room(UUID gpo, GpoSide half) {
    return GpoHalves.OUTGOING + half.folder() + "," + gpos.dn(gpo);
  }

  private String dn(UUID gpo, GpoSide half, String place) {
    return place + "," + gpos.halfDn(gpo, half);
  }

  private static String rdn(String dn) throws GpmcException {
    return String.valueOf(ChildObjects.parse(dn).getRDNString());
  }

  private static String parent(String dn) throws GpmcException {
    return String.valueOf(ChildObjects.parse(dn).getParentString());
  }

  /**
   * A package as it stands.
   *
   * @throws GpmcException if it is gone
   */
  public PackageSnapshot snapshot(UUID gpo, GpoSide half, String place) throws GpmcException {
    String dn = dn(gpo, half, place);
    return new PackageSnapshot(half, place, read(dn).orElseThrow(() -> gone(dn)).toLDIFString());
  }

  private static GpmcException gone(String dn) {
    return new GpmcException(
        HResult.ERROR_DS_NO_SUCH_OBJECT, "Package %s was deleted just now.".formatted(dn));
  }

  private Optional<SearchResultEntry> read(String dn) throws GpmcException {
    return session.read(dn, "reading " + dn, DACL, KEPT);
  }

  /** Makes a package what it shall be, or takes it out. */
  public void change(UUID gpo, GpoSide half, PackageChange change) throws GpmcException {
    String dn = dn(gpo, half, change.place());
    if (change.wanted().isEmpty()) {
      session.move(dn, rdn(dn), room(gpo, half), "taking out " + dn);
    } else {
      replace(dn, entry(dn, change.wanted().get()));
    }
  }

  /** A backup without a descriptor leaves the one that is there. */
  private static Entry entry(String dn, DirectoryObject wanted) {
    Entry entry = new Entry(dn);
    wanted
        .attributes()
        .forEach((name, values) ->
            entry.addAttribute(name, values.stream().map(Bytes::toArray).toArray(byte[][]::new)));
    wanted.securityDescriptor().ifPresent(held -> entry.addAttribute(SD, held.toArray()));
    return entry;
  }

  /** Takes a {@link #change} back, if it was made; doing it again does no harm. */
  public void putBack(UUID gpo, PackageSnapshot before)
      throws GpmcException, MalformedPolicyException {
    String dn = dn(gpo, before.half(), before.place());
    String out = rdn(dn) + "," + room(gpo, before.half());
    if (session.read(out, "reading " + out, new Control[0], "cn").isPresent()) {
      session.move(out, rdn(dn), parent(dn), "putting back " + dn);
    } else {
      replace(dn, GpoSnapshot.entry(before.ldif()));
    }
  }

  private void replace(String dn, Entry wanted) throws GpmcException {
    SearchResultEntry now = read(dn).orElseThrow(() -> gone(dn));
    List<Modification> modifications = new ArrayList<>();
    for (String name : KEPT) {
      byte[][] values = values(wanted, name);
      if (!(name.equals(SD) && values.length == 0)
          && !Arrays.deepEquals(values, values(now, name))) {
        modifications.add(new Modification(ModificationType.REPLACE, name, values));
      }
    }
    if (!modifications.isEmpty()) {
      session.modify(dn, modifications, "changing " + dn, DACL);
    }
  }

  /** In an order of its own: the directory keeps none. */
  private static byte[][] values(Entry entry, String name) {
    Attribute attribute = entry.getAttribute(name);
    byte[][] values = attribute == null ? new byte[0][] : attribute.getValueByteArrays().clone();
    Arrays.sort(values, Arrays::compare);
    return values;
  }
}
