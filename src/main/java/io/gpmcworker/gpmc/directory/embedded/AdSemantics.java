package io.gpmcworker.gpmc.directory.embedded;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyDNResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.gpmcworker.gpmc.directory.ldap.AdValues;
import io.gpmcworker.gpmc.directory.ldap.SdFlagsControl;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Active Directory does of itself and an LDAP server does not: it gives every object a GUID,
 * times and update sequence numbers (MS-ADTS 3.1.1.1), a security descriptor by default, and obeys
 * the control that says which parts of a descriptor are meant (MS-ADTS 3.1.1.3.4.1.11).
 */
final class AdSemantics extends InMemoryOperationInterceptor {

  private static final String SD = "nTSecurityDescriptor";
  private static final int DACL_CONTROL =
      SecurityDescriptor.DACL_PRESENT
          | SecurityDescriptor.DACL_DEFAULTED
          | SecurityDescriptor.DACL_AUTO_INHERIT_REQUIRED
          | SecurityDescriptor.DACL_AUTO_INHERITED
          | SecurityDescriptor.DACL_PROTECTED
          // AD tells this flag with the DACL alone too, and GPMC's backups hold it.
          | SecurityDescriptor.SACL_AUTO_INHERITED;
  private static final int SACL_CONTROL =
      SecurityDescriptor.SACL_PRESENT
          | SecurityDescriptor.SACL_DEFAULTED
          | SecurityDescriptor.SACL_AUTO_INHERIT_REQUIRED
          | SecurityDescriptor.SACL_PROTECTED;

  private final AdDefaults defaults;
  private final AtomicLong usn;
  private final Runnable changed;
  private final Function<String, @Nullable SearchResultEntry> reader;

  /**
   * @param defaults the descriptors of objects that are given none
   * @param usn the highest update sequence number given so far
   * @param reader reads an entry with its security descriptor
   * @param changed told after each change
   */
  AdSemantics(
      AdDefaults defaults,
      AtomicLong usn,
      Function<String, @Nullable SearchResultEntry> reader,
      Runnable changed) {
    this.defaults = defaults;
    this.usn = usn;
    this.reader = reader;
    this.changed = changed;
  }

  @Override
  public void processAddRequest(InMemoryInterceptedAddRequest intercepted) throws LDAPException {
    Entry entry = intercepted.getRequest().toEntry();
    complete(entry);
    intercepted.setRequest(
        new AddRequest(entry, withoutSdFlags(intercepted.getRequest().getControls())));
  }

  /** Adds what AD adds to a new object. */
  void complete(Entry entry) throws LDAPException {
    String now = AdValues.time(Instant.now());
    String next = Long.toString(usn.incrementAndGet());
    RDN rdn = Objects.requireNonNull(entry.getRDN(), "the rootDSE cannot be added");
    String rdnName = rdn.getAttributeNames()[0];
    String rdnValue = rdn.getAttributeValues()[0];
    // Nobody can choose a GUID in AD, except by reanimating an object: a package restored keeps it.
    if (!entry.hasAttribute("objectGUID")) {
      entry.setAttribute("objectGUID", AdValues.guid(UUID.randomUUID()));
    }
    entry.setAttribute("whenCreated", now);
    entry.setAttribute("whenChanged", now);
    entry.setAttribute("uSNCreated", next);
    entry.setAttribute("uSNChanged", next);
    entry.setAttribute("instanceType", "4");
    entry.setAttribute("name", rdnValue);
    entry.setAttribute("distinguishedName", entry.getDN());
    entry.setAttribute(rdnName, rdnValue);
    SecurityDescriptor byDefault = defaults.securityDescriptor(entry);
    byte @Nullable [] given = entry.getAttributeValueBytes(SD);
    entry.setAttribute(
        SD,
        given == null
            ? byDefault.toByteArray()
            : merge(byDefault, parse(given), SdFlagsControl.DACL).toByteArray());
  }

  @Override
  public void processModifyRequest(InMemoryInterceptedModifyRequest intercepted)
      throws LDAPException {
    Control[] controls = intercepted.getRequest().getControls();
    List<Modification> modifications = new ArrayList<>();
    for (Modification modification : intercepted.getRequest().getModifications()) {
      modifications.add(
          modification.getAttributeName().equalsIgnoreCase(SD)
              ? partOnly(intercepted.getRequest().getDN(), modification, controls)
              : modification);
    }
    modifications.add(replace("whenChanged", AdValues.time(Instant.now())));
    modifications.add(replace("uSNChanged", Long.toString(usn.incrementAndGet())));
    intercepted.setRequest(
        new ModifyRequest(
            intercepted.getRequest().getDN(), modifications, withoutSdFlags(controls)));
  }

  private static Modification replace(String name, String value) {
    return new Modification(ModificationType.REPLACE, name, value);
  }

  private Modification partOnly(String dn, Modification modification, Control[] controls)
      throws LDAPException {
    if (!modification.getModificationType().equals(ModificationType.REPLACE)
        || modification.getValueByteArrays().length != 1) {
      throw new LDAPException(
          ResultCode.UNWILLING_TO_PERFORM, SD + " can only be replaced, by one value");
    }
    @Nullable SearchResultEntry entry = reader.apply(dn);
    byte @Nullable [] before = entry == null ? null : entry.getAttributeValueBytes(SD);
    byte[] given = modification.getValueByteArrays()[0];
    int flags = SdFlagsControl.flags(controls).orElse(SdFlagsControl.ALL);
    return new Modification(
        ModificationType.REPLACE,
        SD,
        before == null ? given : merge(parse(before), parse(given), flags).toByteArray());
  }

  @Override
  public void processSearchRequest(InMemoryInterceptedSearchRequest intercepted)
      throws LDAPException {
    SearchRequest request = intercepted.getRequest().duplicate();
    OptionalInt flags = SdFlagsControl.flags(request.getControls());
    intercepted.setProperty(SD, flags.orElse(SdFlagsControl.ALL));
    request.setControls(withoutSdFlags(request.getControls()));
    intercepted.setRequest(request);
  }

  @Override
  public void processSearchEntry(InMemoryInterceptedSearchEntry intercepted) {
    @Nullable SearchResultEntry found = intercepted.getSearchEntry();
    if (found == null) {
      return;
    }
    Entry entry = found.duplicate();
    try {
      if (followsItsName(entry)) {
        intercepted.setSearchEntry(entry);
      }
    } catch (LDAPException e) {
      throw new IllegalStateException("a name that was checked when it was stored", e);
    }
    if (entry.getDN().isEmpty()) {
      entry.setAttribute("currentTime", AdValues.time(Instant.now()));
      entry.setAttribute("highestCommittedUSN", Long.toString(usn.get()));
      intercepted.setSearchEntry(entry);
    }
    byte @Nullable [] whole = entry.getAttributeValueBytes(SD);
    if (whole != null && intercepted.getProperty(SD) instanceof Integer flags) {
      try {
        entry.setAttribute(SD, merge(SecurityDescriptor.NONE, parse(whole), flags).toByteArray());
        intercepted.setSearchEntry(entry);
      } catch (LDAPException e) {
        throw new IllegalStateException("a descriptor that was checked when it was stored", e);
      }
    }
  }

  /** An entry that was moved, or is below one that was, says where it is now. */
  private static boolean followsItsName(Entry entry) throws LDAPException {
    @Nullable RDN rdn = entry.getRDN();
    if (rdn == null) {
      return false;
    }
    if (entry.hasAttribute("distinguishedName")) {
      entry.setAttribute("distinguishedName", entry.getDN());
    }
    if (entry.hasAttribute("name")) {
      entry.setAttribute("name", rdn.getAttributeValues()[0]);
    }
    return true;
  }

  @Override
  public void processAddResult(InMemoryInterceptedAddResult result) {
    changed.run();
  }

  @Override
  public void processModifyResult(InMemoryInterceptedModifyResult result) {
    changed.run();
  }

  @Override
  public void processModifyDNResult(InMemoryInterceptedModifyDNResult result) {
    changed.run();
  }

  @Override
  public void processDeleteResult(InMemoryInterceptedDeleteResult result) {
    changed.run();
  }

  private static Control[] withoutSdFlags(Control[] controls) {
    return Stream.of(controls)
        .filter(control -> !control.getOID().equals(SdFlagsControl.OID))
        .toArray(Control[]::new);
  }

  private static SecurityDescriptor parse(byte[] bytes) throws LDAPException {
    try {
      return SecurityDescriptor.read(bytes);
    } catch (MalformedPolicyException e) {
      throw new LDAPException(ResultCode.INVALID_ATTRIBUTE_SYNTAX, e.file() + ": " + e.reason(), e);
    }
  }

  /** The parts that the flags name from {@code given}, the others from {@code before}. */
  private static SecurityDescriptor merge(
      SecurityDescriptor before, SecurityDescriptor given, int flags) {
    boolean sacl = (flags & SdFlagsControl.SACL) != 0;
    boolean dacl = (flags & SdFlagsControl.DACL) != 0;
    int control =
        ((sacl ? given : before).control() & SACL_CONTROL)
            | ((dacl ? given : before).control() & DACL_CONTROL);
    return SecurityDescriptor.of(
        control,
        (flags & SdFlagsControl.OWNER) != 0 ? given.owner() : before.owner(),
        (flags & SdFlagsControl.GROUP) != 0 ? given.group() : before.group(),
        (sacl ? given : before).sacl(),
        (dacl ? given : before).dacl());
  }
}
