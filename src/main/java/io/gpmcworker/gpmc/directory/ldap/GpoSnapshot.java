package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.UUID;

/**
 * The attributes of a GPO's container exactly as they stand in the directory, to be put back.
 *
 * @param id the GPO
 * @param ldif them in LDIF (RFC 2849)
 */
public record GpoSnapshot(UUID id, String ldif) {

  static GpoSnapshot of(UUID id, Entry entry) {
    return new GpoSnapshot(id, entry.toLDIFString());
  }

  Entry entry() throws MalformedPolicyException {
    return entry(ldif);
  }

  /** The entry that a text in LDIF holds. */
  static Entry entry(String ldif) throws MalformedPolicyException {
    try (LDIFReader reader = new LDIFReader(new BufferedReader(new StringReader(ldif)))) {
      Entry entry = reader.readEntry();
      if (entry == null) {
        throw new MalformedPolicyException("journal", "holds no attributes");
      }
      return entry;
    } catch (LDIFException | IOException e) {
      throw new MalformedPolicyException("journal", "its LDIF cannot be read", e);
    }
  }
}
