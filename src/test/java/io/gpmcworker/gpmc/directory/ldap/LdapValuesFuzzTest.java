package io.gpmcworker.gpmc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.unboundid.ldap.sdk.Entry;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.testing.fuzz.Fuzzer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote into the directory, and what a journal says of it, damaged in every way. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LdapValuesFuzzTest {

  private static final String LINKS =
      "[LDAP://cn={31B2F340-016D-11D2-945F-00C04FB984F9},cn=policies,cn=system,DC=corp,DC=example;0]"
          + "[ldap://CN={6AC1786C-016F-11D2-945F-00C04FB984F9},CN=Policies,CN=System,DC=corp,DC=example;3]";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /** There is no damage that GPMC or Windows would stop at; what is a link stays one. */
  @Test
  void linksAreReadWhateverIsBetweenThem() throws Exception {
    assertThat(GpLink.parse(LINKS))
        .extracting(GpLink::enabled, GpLink::enforced)
        .containsExactly(tuple(true, false), tuple(false, true));
    new Fuzzer(
            "gPLink",
            MalformedPolicyException.class,
            input -> {
              List<GpLink> links = GpLink.parse(text(input));
              String written = links.stream().map(GpLink::toString).collect(Collectors.joining());
              assertThat(GpLink.parse(written)).isEqualTo(links);
            })
        .run(List.of(utf8(LINKS), utf8("[LDAP://".repeat(4_000))));
  }

  @Test
  void aSnapshotIsReadOrRefusedAndComesOutAsItWentIn() throws Exception {
    Entry entry =
        new Entry(
            "dn: CN={31B2F340-016D-11D2-945F-00C04FB984F9},CN=Policies,CN=System,DC=corp,DC=example",
            "displayName: Büros",
            "flags: 0",
            "nTSecurityDescriptor:: AQAEjA==");
    int refused =
        new Fuzzer(
                "snapshot",
                MalformedPolicyException.class,
                input -> {
                  Entry read = GpoSnapshot.entry(text(input));
                  assertThat(GpoSnapshot.entry(read.toLDIFString())).isEqualTo(read);
                })
            .run(List.of(utf8(entry.toLDIFString())));
    assertThat(refused).as("inputs refused").isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"displayName:< %s", "displayName:\n < %s", "display\n Name:<%s"})
  void aSnapshotReadsNoFileOfThisMachine(String line, @TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    String ldif = "dn: CN=x\nflags: 0\n" + line.formatted(secret.toUri()) + "\n";
    assertThatThrownBy(() -> GpoSnapshot.entry(ldif))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining("URL");
  }

  /**
   * The library folds names to lower case, in a time that grows with the square of some of them.
   */
  @Test
  @Timeout(20)
  void aSnapshotHasNoNameThatIsNotAscii() {
    String ldif = "dn: CN=Büros\nflags: 0\n" + "İ".repeat(1_000_000) + ": 0\n";

    assertThatThrownBy(() -> GpoSnapshot.entry(ldif))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining("not ASCII");
  }

  @Test
  void aTimeIsReadOrIsNone() throws Exception {
    new Fuzzer(
            "time",
            MalformedPolicyException.class,
            input ->
                AdValues.time(text(input))
                    .ifPresent(
                        time -> assertThat(AdValues.time(AdValues.time(time))).contains(time)))
        .run(List.of(utf8("20260131120000.0Z")));
  }
}
