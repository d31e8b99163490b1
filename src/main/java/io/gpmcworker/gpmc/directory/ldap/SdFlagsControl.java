package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code LDAP_SERVER_SD_FLAGS_OID}: which parts of a security descriptor a request means (MS-ADTS
 * 3.1.1.3.4.1.11). Who does not say so asks for the SACL too, and is refused without the privilege.
 */
public final class SdFlagsControl {

  public static final String OID = "1.2.840.113556.1.4.801";
  public static final int OWNER = 1;
  public static final int GROUP = 2;
  public static final int DACL = 4;
  public static final int SACL = 8;
  public static final int ALL = OWNER | GROUP | DACL | SACL;

  private SdFlagsControl() {}

  /** The control for the given parts. */
  public static Control of(int flags) {
    return new Control(
        OID, true, new ASN1OctetString(new ASN1Sequence(new ASN1Integer(flags)).encode()));
  }

  /** The parts that a request's controls name; empty if there is no such control, or a bad one. */
  public static OptionalInt flags(Control[] controls) {
    for (Control control : controls) {
      @Nullable ASN1OctetString value = control.getValue();
      if (control.getOID().equals(OID) && value != null) {
        try {
          return OptionalInt.of(
              ASN1Integer.decodeAsInteger(
                      ASN1Sequence.decodeAsSequence(value.getValue()).elements()[0])
                  .intValue());
        } catch (ASN1Exception | ArrayIndexOutOfBoundsException e) {
          return OptionalInt.empty();
        }
      }
    }
    return OptionalInt.empty();
  }
}
