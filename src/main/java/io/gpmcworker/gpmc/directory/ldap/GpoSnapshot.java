package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The attributes of a GPO's container exactly as they stand in the directory, to be put back.
 *
 * @param id the GPO
 * @param ldif them in LDIF (RFC 2849)
 */
public record GpoSnapshot(UUID id, String ldif) {

  private static final String FILE = "journal";

  /** Where a line goes on in the next. */
  private static final Pattern FOLD = Pattern.compile("\\r?\\n ");

  /** {@code name:< file:///path}: the library would read that file of this machine. */
  private static final Pattern AT_URL = Pattern.compile("^[^:\r\n]*+:<", Pattern.MULTILINE);

  /** Something other than ASCII before the first colon of a line, where only names are. */
  private static final Pattern NO_NAME =
      Pattern.compile("^[\\x00-\\x7F&&[^:\r\n]]*+[^\\x00-\\x7F]", Pattern.MULTILINE);

  static GpoSnapshot of(UUID id, Entry entry) {
    return new GpoSnapshot(id, entry.toLDIFString());
  }

  Entry entry() throws MalformedPolicyException {
    return entry(ldif);
  }

  /** The entry that a text in LDIF holds. A value that is elsewhere, at a URL, is refused. */
  static Entry entry(String ldif) throws MalformedPolicyException {
    String unfolded = FOLD.matcher(ldif).replaceAll("");
    if (AT_URL.matcher(unfolded).find()) {
      throw new MalformedPolicyException(FILE, "names a value by URL");
    }
    if (NO_NAME.matcher(unfolded).find()) {
      throw new MalformedPolicyException(FILE, "has an attribute whose name is not ASCII");
    }
    try (LDIFReader reader = new LDIFReader(new BufferedReader(new StringReader(ldif)))) {
      Entry entry = reader.readEntry();
      if (entry == null) {
        throw new MalformedPolicyException(FILE, "holds no attributes");
      }
      return entry;
    } catch (LDIFException | IOException e) {
      throw new MalformedPolicyException(FILE, "its LDIF cannot be read", e);
    }
  }
}
