package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoSide;
import java.util.List;
import java.util.UUID;

/**
 * {@code CN=Machine} and {@code CN=User} of a GPO, with what extensions keep there: swapped whole,
 * as its folder in SYSVOL is, so that the objects that were there keep their GUIDs until the change
 * is done.
 */
public final class GpoHalves {

  private static final String INCOMING = "CN=gpmc-worker new ";
  static final String OUTGOING = "CN=gpmc-worker old ";
  private static final Control[] NO_CONTROLS = {};

  private final GpoContainers gpos;
  private final LdapSession session;

  GpoHalves(GpoContainers gpos, LdapSession session) {
    this.gpos = gpos;
    this.session = session;
  }

  /** Adds objects to a half that has none of their names. */
  public void add(UUID gpo, GpoSide side, List<DirectoryObject> objects) throws GpmcException {
    ChildObjects.addAll(session, gpos.halfDn(gpo, side), objects);
  }

  /** Lays a half ready beside the one that is there, under a name that no client looks for. */
  public void stage(UUID gpo, GpoSide side, List<DirectoryObject> objects) throws GpmcException {
    String dn = dn(INCOMING, gpo, side);
    Entry half = new Entry(dn);
    half.addAttribute("objectClass", "top", "container");
    session.add(half, "creating " + dn);
    ChildObjects.addAll(session, dn, objects);
  }

  /** Puts the half that was laid ready in the place of the one that is there. */
  public void swap(UUID gpo, GpoSide side) throws GpmcException {
    if (exists(gpos.halfDn(gpo, side))) {
      rename(gpos.halfDn(gpo, side), OUTGOING + side.folder());
    }
    rename(dn(INCOMING, gpo, side), "CN=" + side.folder());
  }

  /** Takes a {@link #swap} back, from wherever it got to; doing it again does no harm. */
  public void swapBack(UUID gpo, GpoSide side) throws GpmcException {
    if (!exists(dn(INCOMING, gpo, side)) && exists(gpos.halfDn(gpo, side))) {
      rename(gpos.halfDn(gpo, side), INCOMING + side.folder());
    }
    if (exists(dn(OUTGOING, gpo, side))) {
      rename(dn(OUTGOING, gpo, side), "CN=" + side.folder());
    }
  }

  /** Removes what is laid ready and what was taken out. */
  public void drop(UUID gpo) throws GpmcException {
    for (GpoSide side : GpoSide.values()) {
      session.deleteTree(dn(INCOMING, gpo, side), "removing what was laid ready");
      session.deleteTree(dn(OUTGOING, gpo, side), "removing what was taken out");
    }
  }

  private String dn(String name, UUID gpo, GpoSide side) {
    return name + side.folder() + "," + gpos.dn(gpo);
  }

  private boolean exists(String dn) throws GpmcException {
    return session.read(dn, "reading " + dn, NO_CONTROLS, "cn").isPresent();
  }

  private void rename(String dn, String rdn) throws GpmcException {
    session.rename(dn, rdn, "renaming " + dn);
  }
}
