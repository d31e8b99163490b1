package io.gpmcworker.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.gpmcworker.policy.backup.BackupDocument;
import io.gpmcworker.policy.backup.Manifest;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser, on thousands of inputs that are damaged, cut, or made up: it reads them or says
 * that they are malformed. Nothing else is thrown, nothing hangs, and no size in the input is
 * believed.
 */
class HostileInputTest {

  private static final int INPUTS = 4_000;
  private static final Sid DOMAIN = Sid.of(5, 21, 1, 2, 3);

  private static final String SDDL =
      "O:DAG:S-1-5-21-1-2-3-513D:PARAI(A;CIIO;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;CO)(OA;CI;CR;"
          + "edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)(XA;;0x1200a9;;;WD;#61727478)"
          + "S:AI(OU;CIIDSA;WPWD;;f30e3bc2-9ff0-11d1-b603-0000f80367c1;WD)";

  private static final String BACKUP =
      """
      <?xml version="1.0" encoding="utf-8"?><GroupPolicyBackupScheme bkp:version="2.0" \
      bkp:type="GroupPolicyBackupTemplate" \
      xmlns:bkp="http://www.microsoft.com/GroupPolicy/GPOOperations" \
      xmlns="http://www.microsoft.com/GroupPolicy/GPOOperations"><GroupPolicyObject>\
      <SecurityGroups><Group bkp:Source="FromDACL"><Sid/><Type>User</Type></Group></SecurityGroups>\
      <FilePaths><Path>\\\\a\\b</Path></FilePaths><GroupPolicyCoreSettings><ID/><Options>1</Options>\
      <UserVersionNumber>65537</UserVersionNumber></GroupPolicyCoreSettings>\
      <GroupPolicyExtension bkp:ID="{1}" bkp:DescName="x"><FSObjectDir bkp:Path="%GPO_FSPATH%\\a"/>\
      <DSObject bkp:Path="p" bkp:ObjectClass="c"><DSAttributeDWORD bkp:DSAttrName="n"><DSValue>\
      <![CDATA[1]]></DSValue></DSAttributeDWORD></DSObject></GroupPolicyExtension>\
      </GroupPolicyObject></GroupPolicyBackupScheme>\
      """;

  /** Something that reads bytes. */
  interface Parser {
    /** Reads, and uses what it read, so that nothing broken hides in it. */
    void read(byte[] input) throws MalformedPolicyException;
  }

  record Target(String name, Bytes valid, Parser parser) {
    Target(String name, byte[] valid, Parser parser) {
      this(name, Bytes.of(valid), parser);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Target> targets() throws MalformedPolicyException {
    return Stream.of(
        new Target(
            "registry.pol",
            new RegistryPolicy(
                    List.of(
                        new RegistryPolicyEntry("Software\\A", "Name", 4, Bytes.of(new byte[4])),
                        new RegistryPolicyEntry(
                            "Software\\B", "**del.x", 1, Bytes.of(new byte[2]))))
                .toByteArray(),
            input -> {
              RegistryPolicy policy = RegistryPolicy.read(input, "registry.pol");
              assertThat(policy.toByteArray()).isEqualTo(input);
            }),
        new Target(
            "security descriptor",
            Sddl.parse(SDDL, Optional.of(DOMAIN)).toByteArray(),
            input -> {
              SecurityDescriptor descriptor = SecurityDescriptor.read(input);
              assertThat(SecurityDescriptor.read(descriptor.toByteArray())).isEqualTo(descriptor);
              Sddl.parse(Sddl.write(descriptor, Optional.of(DOMAIN)), Optional.of(DOMAIN));
            }),
        new Target(
            "SDDL",
            SDDL.getBytes(StandardCharsets.UTF_8),
            input -> {
              SecurityDescriptor descriptor = Sddl.parse(text(input), Optional.of(DOMAIN));
              String written = Sddl.write(descriptor, Optional.of(DOMAIN));
              assertThat(Sddl.parse(written, Optional.of(DOMAIN))).isEqualTo(descriptor);
            }),
        new Target(
            "security descriptor in hexadecimal",
            Sddl.parse(SDDL, Optional.of(DOMAIN)).toHex().getBytes(StandardCharsets.UTF_8),
            input -> SecurityDescriptor.parseHex(text(input))),
        new Target(
            "SID",
            "S-1-5-21-1-2-3-500".getBytes(StandardCharsets.UTF_8),
            input -> Sid.parse(text(input))),
        new Target("SID in binary", DOMAIN.withRid(500).toByteArray(), Sid::read),
        new Target(
            "XML",
            "<a b='c'>&lt;<d xmlns='e'/><![CDATA[f]]><!-- g --></a>"
                .getBytes(StandardCharsets.UTF_8),
            input -> XmlReader.read(input, "a.xml")),
        new Target(
            "Backup.xml",
            BACKUP.getBytes(StandardCharsets.UTF_8),
            input -> {
              BackupDocument document = BackupDocument.read(input);
              assertThat(BackupDocument.read(document.toByteArray())).isEqualTo(document);
            }),
        new Target(
            "manifest.xml",
            new Manifest(List.of()).toByteArray(),
            input -> Manifest.read(input).toByteArray()),
        new Target(
            "gpt.ini",
            "[General]\r\nVersion=65537\r\ndisplayName=Neue Richtlinie\r\n"
                .getBytes(StandardCharsets.UTF_8),
            input -> {
              GptIni ini = GptIni.read(input);
              assertThat(ini.toByteArray()).isEqualTo(input);
              GpoVersion next = new GpoVersion(3, 4);
              assertThat(GptIni.read(ini.withVersion(next).toByteArray()).version())
                  .isEqualTo(next);
            }),
        new Target(
            "extension names",
            "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]"
                .getBytes(StandardCharsets.UTF_8),
            input -> ExtensionNames.parse(text(input))),
        new Target(
            "WMI filter",
            "[corp.example;{2cf290cd-d6fc-4524-9260-d86635f8ef8e};0]"
                .getBytes(StandardCharsets.UTF_8),
            input -> WmiFilterLink.parseAttribute(text(input))),
        new Target(
            "path",
            "Machine\\Scripts\\Startup\\a.ps1".getBytes(StandardCharsets.UTF_8),
            input -> {
              GpoPath path = GpoPath.parse(text(input));
              assertThat(GpoPath.parse(path.toString())).isEqualTo(path);
            }));
  }

  @ParameterizedTest
  @MethodSource("targets")
  @Timeout(60)
  void isReadOrRefused(Target target) throws MalformedPolicyException {
    byte[] valid = target.valid().toArray();
    target.parser().read(valid);
    int refused = 0;
    for (int seed = 0; seed < INPUTS; seed++) {
      byte[] input = hostile(valid, new Random(seed));
      try {
        target.parser().read(input);
      } catch (MalformedPolicyException e) {
        assertThat(e.reason()).isNotBlank().hasSizeLessThan(2_000);
        refused++;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("seed " + seed + ", input " + Bytes.of(input), e);
      }
    }
    assertThat(refused).isPositive();
  }

  /** The valid input with a few things wrong, or nothing but noise. */
  private static byte[] hostile(byte[] valid, Random random) {
    if (random.nextInt(10) == 0) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] input = valid.clone();
    for (int i = random.nextInt(4); i >= 0 && input.length > 0; i--) {
      int at = random.nextInt(input.length);
      input =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(input, at);
            case 1 -> with(input, at, (byte) random.nextInt(256));
            case 2 -> with(input, at, (byte) (input[at] ^ 1 << random.nextInt(8)));
            case 3 -> with(input, at, (byte) 0xFF);
            case 4 -> without(input, at, random.nextInt(8));
            default -> doubled(input, at, random.nextInt(40));
          };
    }
    return input;
  }

  private static byte[] with(byte[] input, int at, byte value) {
    byte[] changed = input.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] without(byte[] input, int at, int count) {
    int end = Math.min(input.length, at + count);
    byte[] changed = Arrays.copyOf(input, input.length - (end - at));
    System.arraycopy(input, end, changed, at, input.length - end);
    return changed;
  }

  private static byte[] doubled(byte[] input, int at, int count) {
    int end = Math.min(input.length, at + count);
    byte[] changed = Arrays.copyOf(input, input.length + (end - at));
    System.arraycopy(input, at, changed, end, input.length - at);
    return changed;
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
