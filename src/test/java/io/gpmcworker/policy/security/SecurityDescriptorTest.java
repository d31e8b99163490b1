package io.gpmcworker.policy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.MalformedPolicyException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityDescriptorTest {

  private static final Sid DOMAIN = Sid.of(5, 21, 1, 2, 3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S-1-5-18",
        "S-1-5-21-1-2-3-500",
        "S-1-0",
        "S-1-15-3-4294967295",
        "S-1-0x123456789abc-7"
      })
  void aSidIsTheSameInTextAndBytes(String text) throws MalformedPolicyException {
    Sid sid = Sid.parse(text);

    assertThat(sid).hasToString(text);
    assertThat(Sid.read(sid.toByteArray())).isEqualTo(sid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "S-1",
        "S-2-5-18",
        "S-1-5-4294967296",
        "S-1-5--1",
        "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16"
      })
  void aTextThatIsNoSidIsRefused(String text) {
    assertThatThrownBy(() -> Sid.parse(text)).isInstanceOf(MalformedPolicyException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O:DAG:DAD:PAI(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;SY)S:AI(OU;CIIDSA;WPWD;;f30e3bc2-9ff0-11d1-b603-0000f80367c1;WD)",
        "O:S-1-5-21-9-8-7-1001G:DUD:(OA;;RPWP;bf967a86-0de6-11d0-a285-00aa003049e2;bf967aba-0de6-11d0-a285-00aa003049e2;PS)",
        "D:NO_ACCESS_CONTROL",
        "D:",
        "G:SYO:BA",
        "D:ARAI(D;OICINPIOID;GA;;;AN)(A;;FA;;;BA)(A;;0x1200a9;;;BU)(A;;KR;;;RD)",
        "S:PAI(AU;SAFA;GX;;;WD)",
        "D:(XA;;GR;;;AU;#61727478F8)"
      })
  void sddlIsReadAndWrittenTheSame(String sddl) throws MalformedPolicyException {
    SecurityDescriptor descriptor = Sddl.parse(sddl, Optional.of(DOMAIN));
    String inOrder = sddl.equals("G:SYO:BA") ? "O:BAG:SY" : sddl;

    assertThat(Sddl.write(descriptor, Optional.of(DOMAIN))).isEqualTo(inOrder);
    assertThat(SecurityDescriptor.read(descriptor.toByteArray())).isEqualTo(descriptor);
    assertThat(SecurityDescriptor.parseHex(descriptor.toHex())).isEqualTo(descriptor);
  }

  @Test
  void accountsOfADomainAreNamedOnlyWhereTheDomainIsKnown() throws MalformedPolicyException {
    SecurityDescriptor descriptor = Sddl.parse("O:DAG:EA", Optional.of(DOMAIN));

    assertThat(descriptor.owner()).contains(DOMAIN.withRid(512));
    assertThat(Sddl.write(descriptor, Optional.of(DOMAIN))).isEqualTo("O:DAG:S-1-5-21-1-2-3-519");
    assertThat(Sddl.write(descriptor, Optional.empty()))
        .isEqualTo("O:S-1-5-21-1-2-3-512G:S-1-5-21-1-2-3-519");
    assertThatThrownBy(() -> Sddl.parse("O:DA", Optional.empty()))
        .hasMessageContaining("names the domain account DA, but no domain is known");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X:SY | expected O:, G:, D: or S:",
        "O:SYO:SY | two parts O:",
        "O:ZZ | unknown account ZZ",
        "D:Q(A;;GA;;;SY) | unknown flag",
        "D:(A;;GA;;;SY | without )",
        "D:(A;;GA;;SY) | 5 fields",
        "D:(Q;;GA;;;SY) | unknown type Q",
        "D:(A;QQ;GA;;;SY) | unknown flag QQ",
        "D:(A;;QQ;;;SY) | unknown right QQ",
        "D:(A;;GA;bf967a86-0de6-11d0-a285-00aa003049e2;;SY) | names an object type",
        "D:(OA;;GA;zz;;SY) | no GUID",
        "D:(XA;;GA;;;SY;(a==1)) | not supported"
      })
  void sddlOfAnotherFormIsRefusedWithTheReason(String sddl, String reason) {
    assertThatThrownBy(() -> Sddl.parse(sddl, Optional.of(DOMAIN)))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void theFolderOfAGpoGrantsWhatTheDirectoryGrants() throws MalformedPolicyException {
    SecurityDescriptor directory =
        Sddl.parse(
            "O:DAG:DAD:PAI(OA;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)"
                + "(A;;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)(A;CIIO;CCDCLCSWRPWPDTLOSDRCWDWO;;;CO)"
                + "(A;CI;LCRPLORC;;;AU)(A;CI;LCRPRC;;;RU)S:AI(AU;SA;WP;;;WD)",
            Optional.of(DOMAIN));

    assertThat(Sddl.write(FileAcl.fromDirectory(directory), Optional.of(DOMAIN)))
        .isEqualTo("O:DAG:DAD:PAI(A;OICI;FA;;;DA)(A;OICIIO;FA;;;CO)(A;OICI;0x1200a9;;;AU)");
  }

  @Test
  void aBackupKeepsTheDaclAndTheWordThatItWasInherited() throws MalformedPolicyException {
    SecurityDescriptor whole =
        Sddl.parse("O:SYG:SYD:PAI(A;;GA;;;SY)S:AI(AU;SA;GA;;;WD)", Optional.empty());

    assertThat(whole.daclOnly().toHex())
        .startsWith("01 00 04 9c 00 00 00 00 00 00 00 00 00 00 00 00 14");
    assertThat(Sddl.write(whole.daclOnly(), Optional.empty())).isEqualTo("D:PAI(A;;GA;;;SY)");
  }

  /** Samba was seen to send such. */
  @Test
  void flagsOfAnObjectAceThatMeanNothingAreNoFault() throws MalformedPolicyException {
    SecurityDescriptor descriptor = Sddl.parse("D:(OA;;RPWP;;;BA)", Optional.empty());
    byte[] bytes = descriptor.toByteArray();
    int flags = bytes.length - Sid.parse("S-1-5-32-544").toByteArray().length - Integer.BYTES;
    bytes[flags] = 0x44;
    bytes[flags + 3] = 0x74;

    assertThat(SecurityDescriptor.read(bytes)).isEqualTo(descriptor);
  }
}
