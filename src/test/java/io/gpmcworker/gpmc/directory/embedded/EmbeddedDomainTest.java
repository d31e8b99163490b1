package io.gpmcworker.gpmc.directory.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.directory.ldap.AdValues;
import io.gpmcworker.gpmc.directory.ldap.SdFlagsControl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDomainTest {

  private static final String GPO =
      "CN={31B2F340-016D-11D2-945F-00C04FB984F9}," + AdLayout.POLICIES_DN;
  private static final String SD = "nTSecurityDescriptor";
  @TempDir Path folder;

  private EmbeddedDomain open() throws IOException {
    EmbeddedDomain domain = EmbeddedDomain.open(folder, 0);
    domain.seedSamples(name -> name.startsWith("Default Domain"));
    return domain;
  }

  private static LDAPConnection connect(EmbeddedDomain domain) throws Exception {
    return new LDAPConnection(domain.ldapAddress().getHost(), domain.ldapAddress().getPort());
  }

  private static SearchResultEntry read(LDAPConnection connection, String dn, String... names)
      throws Exception {
    return Objects.requireNonNull(connection.getEntry(dn, names));
  }

  @Test
  void whatWasChangedIsThereAfterARestart() throws Exception {
    String usn;
    try (EmbeddedDomain domain = open();
        LDAPConnection connection = connect(domain)) {
      connection.modify(
          GPO, new Modification(ModificationType.REPLACE, "displayName", "Umbenannt – 東京"));
      usn = read(connection, GPO).getAttributeValue("uSNChanged");
    }
    try (EmbeddedDomain domain = EmbeddedDomain.open(folder, 0);
        LDAPConnection connection = connect(domain)) {
      assertThat(read(connection, GPO).getAttributeValue("displayName"))
          .isEqualTo("Umbenannt – 東京");
      connection.modify(GPO, new Modification(ModificationType.REPLACE, "flags", "1"));
      assertThat(Long.parseLong(read(connection, GPO).getAttributeValue("uSNChanged")))
          .isGreaterThan(Long.parseLong(usn));
      assertThat(domain.seedSamples(name -> name.startsWith("Default Domain"))).isZero();
    }
  }

  @Test
  void aChangeIsOnDiskSoonWithoutAnOrderlyEnd() throws Exception {
    try (EmbeddedDomain domain = open();
        LDAPConnection connection = connect(domain)) {
      connection.modify(
          GPO, new Modification(ModificationType.REPLACE, "displayName", "Saved soon"));
      await()
          .until(() ->
              Files.exists(folder.resolve("directory.ldif"))
                  && Files.readString(folder.resolve("directory.ldif")).contains("Saved soon"));
    }
  }

  @Test
  void theRootDseIsThatOfAnActiveDirectory() throws Exception {
    try (EmbeddedDomain domain = open();
        LDAPConnection connection = connect(domain)) {
      SearchResultEntry root = read(connection, "");
      assertThat(root.getAttributeValue("defaultNamingContext")).isEqualTo("DC=corp,DC=example");
      assertThat(root.getAttributeValue("dnsHostName")).isEqualTo("dc1.corp.example");
      assertThat(root.getAttributeValue("currentTime")).matches("\\d{14}\\.0Z");
      assertThat(root.getAttributeValues("supportedControl")).contains(SdFlagsControl.OID);
    }
  }

  @Test
  void theDescriptorIsGivenOnlyToWhoNamesItAndOnlyThePartsAskedFor() throws Exception {
    try (EmbeddedDomain domain = open();
        LDAPConnection connection = connect(domain)) {
      assertThat(read(connection, GPO).getAttributeValueBytes(SD)).isNull();
      SearchRequest daclOnly =
          new SearchRequest(GPO, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), SD);
      daclOnly.addControl(SdFlagsControl.of(SdFlagsControl.DACL));
      SecurityDescriptor part =
          descriptor(Objects.requireNonNull(connection.searchForEntry(daclOnly)));
      assertThat(part.owner()).isEmpty();
      assertThat(part.dacl()).isPresent();
      assertThat(descriptor(read(connection, GPO, SD)).owner())
          .contains(AdLayout.DOMAIN_SID.withRid(512));
    }
  }

  private static SecurityDescriptor descriptor(Entry entry) throws IOException {
    return SecurityDescriptor.read(Objects.requireNonNull(entry.getAttributeValueBytes(SD)));
  }

  @Test
  void writingTheDaclKeepsTheOwner() throws Exception {
    try (EmbeddedDomain domain = open();
        LDAPConnection connection = connect(domain)) {
      SecurityDescriptor before = descriptor(read(connection, GPO, SD));
      SecurityDescriptor otherDacl =
          SecurityDescriptor.of(
              before.control(),
              Optional.of(Sid.of(5, 18)),
              Optional.empty(),
              Optional.empty(),
              new AdDefaults(DomainNames.CORP).securityDescriptor(new Entry("CN=x")).dacl());
      ModifyRequest request =
          new ModifyRequest(
              GPO, new Modification(ModificationType.REPLACE, SD, otherDacl.toByteArray()));
      request.addControl(SdFlagsControl.of(SdFlagsControl.DACL));
      connection.modify(request);
      SecurityDescriptor after = descriptor(read(connection, GPO, SD));
      assertThat(after.owner()).isEqualTo(before.owner());
      assertThat(after.dacl()).isEqualTo(otherDacl.dacl()).isNotEqualTo(before.dacl());
    }
  }

  @Test
  void accountsAreFoundByTheirBinarySids() throws Exception {
    try (EmbeddedDomain domain = open();
        LDAPConnection connection = connect(domain)) {
      SearchResultEntry admins =
          connection.searchForEntry(
              AdLayout.BASE_DN,
              SearchScope.SUB,
              Filter.createEqualityFilter(
                  "objectSid", AdLayout.DOMAIN_SID.withRid(512).toByteArray()));
      assertThat(Objects.requireNonNull(admins).getAttributeValue("sAMAccountName"))
          .isEqualTo("Domain Admins");
      assertThat(AdValues.guid(Objects.requireNonNull(admins.getAttributeValueBytes("objectGUID"))))
          .isPresent();
    }
  }

  @Test
  void aPortThatIsTakenIsASentence() throws Exception {
    try (EmbeddedDomain domain = open()) {
      int taken = domain.ldapAddress().getPort();
      assertThatThrownBy(() -> EmbeddedDomain.open(folder.resolve("other"), taken))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken)
          .hasMessageContaining("another port");
    }
  }

  @Test
  void whatIsNoWholeBackupIsSkippedWithItsReason() throws Exception {
    Path backup =
        Files.createDirectories(folder.resolve("in/{11111111-2222-3333-4444-555555555555}"));
    Files.writeString(backup.resolve("bkupInfo.xml"), "<BackupInst");
    try (EmbeddedDomain domain = EmbeddedDomain.open(folder.resolve("domain"), 0)) {
      LoadedBackups loaded = domain.loadBackups(folder.resolve("in"));
      assertThat(loaded.loaded()).isEmpty();
      assertThat(loaded.skipped())
          .singleElement()
          .satisfies(skipped -> assertThat(skipped.reason()).contains("bkupInfo.xml"));
    }
  }
}
