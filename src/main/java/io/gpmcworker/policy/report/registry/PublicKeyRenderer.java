package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Public key policies: auto-enrollment, certificate stores, the encrypting file system. */
public final class PublicKeyRenderer implements RegistryPolicyRenderer {

  private static final String AUTO_ENROLLMENT =
      "software\\policies\\microsoft\\cryptography\\autoenrollment";
  private static final String STORES = "software\\policies\\microsoft\\systemcertificates";

  /** The encrypting file system's own options (MS-GPEF 2.2.2 to 2.2.5). */
  private static final String EFS =
      "software\\policies\\microsoft\\windows nt\\currentversion\\efs";

  private static final String PROTECTED_ROOTS = "root\\protectedroots";
  private static final String CERTIFICATES = "\\certificates\\";
  private static final String BLOB = "Blob";

  /** The stores that this snap-in edits; others are administrative templates'. */
  private static final Set<String> OWN_STORES =
      Set.of(
          "acrs", "ca", "disallowed", "efs", "root", "trust", "trustedpeople", "trustedpublisher");

  /** Stores whose certificates are shown, before and after the settings of the root stores. */
  private static final Map<String, String> AGENTS = Map.of("efs", "EFSRecoveryAgent");

  private static final Map<String, String> AUTHORITIES =
      Map.of(
          "root", "RootCertificate",
          "ca", "IntermediateCACertificate",
          "trustedpublisher", "TrustedPublishersCertificate",
          "trust", "EnterpriseTrustCertificate",
          "disallowed", "UntrustedCertificate",
          "trustedpeople", "TrustedPeopleCertificate");

  private static final int EFS_NOT_DEFINED = 2;

  private static final int UPDATE_TEMPLATES = 0x1;
  private static final int RENEW_UPDATE_REVOKE = 0x2;
  private static final int EXPIRY_NOTIFICATION = 0x8;
  private static final int ENROLLMENT_DISABLED = 0x8000;

  private static final int ROOTS_OF_USERS_DISABLED = 0x1;
  private static final int ONLY_ENTERPRISE_ROOTS = 0x8;
  private static final int NAME_CONSTRAINTS_REQUIRED = 0x20;

  private static final Map<String, String> USAGES =
      Map.of(
          "1.3.6.1.5.5.7.3.1", "Server Authentication",
          "1.3.6.1.5.5.7.3.2", "Client Authentication",
          "1.3.6.1.5.5.7.3.3", "Code Signing",
          "1.3.6.1.5.5.7.3.4", "Secure Email",
          "1.3.6.1.5.5.7.3.8", "Time Stamping",
          "1.3.6.1.4.1.311.10.3.4", "Encrypting File System",
          "1.3.6.1.4.1.311.10.3.4.1", "File Recovery",
          "1.3.6.1.4.1.311.20.2.2", "Smart Card Logon");

  private static final ExtensionType TYPE =
      ExtensionType.of("PublicKey", "PublicKeySettings", "Public Key");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public boolean claims(RegistryPolicyEntry entry) {
    return RegistryData.below(entry.key(), AUTO_ENROLLMENT).isPresent()
        || RegistryData.below(entry.key(), EFS).isPresent()
        || RegistryData.below(entry.key(), STORES)
            .filter(place -> OWN_STORES.contains(storeOf(place)))
            .isPresent();
  }

  private static String storeOf(String place) {
    return place.toLowerCase(Locale.ROOT).split("\\\\", 2)[0];
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    List<RegistryPolicyEntry> entries =
        source.registryPolicy().entries().stream()
            .filter(entry -> claims(entry) || RegistryData.below(entry.key(), STORES).isPresent())
            .toList();
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    List<ReportElement> content = new ArrayList<>();
    autoEnrollment(entries).ifPresent(content::add);
    peerTrust(entries).ifPresent(content::add);
    boolean machine = source.side() == GpoSide.MACHINE;
    if (machine) {
      content.add(encryptingFileSystem(entries));
    }
    content.addAll(certificates(entries, AGENTS));
    if (machine) {
      content.add(rootSettings(entries));
    }
    content.addAll(certificates(entries, AUTHORITIES));
    return Optional.of(content);
  }

  private static ReportElement encryptingFileSystem(List<RegistryPolicyEntry> entries) {
    OptionalLong configuration = number(entries, EFS, "EfsConfiguration");
    int allowed =
        configuration.isEmpty() ? EFS_NOT_DEFINED : configuration.getAsLong() == 0 ? 1 : 0;
    return TYPE.element("EFSSettings")
        .leaf("AllowEFS", allowed)
        .leaf("Options", number(entries, EFS, "EfsOptions").orElse(0))
        .leaf("CacheTimeout", number(entries, EFS, "CacheTimeout").orElse(0))
        .leaf("KeyLen", number(entries, EFS, "RSAKeyLength").orElse(0));
  }

  private static Optional<ReportElement> autoEnrollment(List<RegistryPolicyEntry> entries) {
    OptionalLong policy = number(entries, AUTO_ENROLLMENT, "AEPolicy");
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    long flags = policy.getAsLong();
    OptionalLong percent = number(entries, AUTO_ENROLLMENT, "OfflineExpirationPercent");
    ReportElement notifyPercent =
        TYPE.element("NotifyPercent").leaf("Present", percent.isPresent());
    percent.ifPresent(value -> notifyPercent.leaf("Value", value));
    return Optional.of(
        TYPE.element("AutoEnrollmentSettings")
            .leaf("EnrollCertificatesAutomatically", (flags & ENROLLMENT_DISABLED) == 0)
            .add(
                TYPE.element("Options")
                    .leaf("RenewUpdateRevoke", (flags & RENEW_UPDATE_REVOKE) != 0)
                    .leaf("UpdateTemplates", (flags & UPDATE_TEMPLATES) != 0))
            .leaf("ExpiryNotification", (flags & EXPIRY_NOTIFICATION) != 0)
            .add(notifyPercent)
            .leaf("NotifyStoreNames", additionalStores(entries)));
  }

  /** The personal store is always watched; only further ones are named. */
  private static String additionalStores(List<RegistryPolicyEntry> entries) {
    return find(entries, AUTO_ENROLLMENT, "OfflineExpirationStoreNames")
        .map(RegistryData::text)
        .map(names ->
            Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.equalsIgnoreCase("MY"))
                .collect(Collectors.joining(",")))
        .orElse("");
  }

  private static Optional<ReportElement> peerTrust(List<RegistryPolicyEntry> entries) {
    String key = STORES + "\\" + PROTECTED_ROOTS;
    Optional<RegistryPolicyEntry> usages = find(entries, key, "PeerUsages");
    OptionalLong flags = number(entries, key, "Flags");
    if (usages.isEmpty() && flags.isEmpty()) {
      return Optional.empty();
    }
    ReportElement policy = TYPE.element("PolicyValue").leaf("Present", flags.isPresent());
    flags.ifPresent(value -> policy.leaf("Value", value));
    ReportElement shown = TYPE.element("PeerUsages");
    usages
        .map(RegistryData::texts)
        .orElse(List.of())
        .forEach(usage -> shown.leaf("string", USAGES.getOrDefault(usage, usage)));
    return Optional.of(TYPE.element("certSettingsStores").add(policy).add(shown));
  }

  private static ReportElement rootSettings(List<RegistryPolicyEntry> entries) {
    long flags = number(entries, STORES + "\\" + PROTECTED_ROOTS, "Flags").orElse(0);
    return TYPE.element("RootCertificateSettings")
        .leaf("AllowNewCAs", (flags & ROOTS_OF_USERS_DISABLED) == 0)
        .leaf("TrustThirdPartyCAs", (flags & ONLY_ENTERPRISE_ROOTS) == 0)
        .leaf("RequireUPNNamingConstraints", (flags & NAME_CONSTRAINTS_REQUIRED) != 0);
  }

  private static List<ReportElement> certificates(
      List<RegistryPolicyEntry> entries, Map<String, String> names) throws IOException {
    List<ReportElement> certificates = new ArrayList<>();
    for (RegistryPolicyEntry entry : entries) {
      String place = RegistryData.below(entry.key(), STORES).orElse("").toLowerCase(Locale.ROOT);
      String name = names.get(storeOf(place));
      if (name != null
          && place.contains(CERTIFICATES)
          && entry.valueName().equalsIgnoreCase(BLOB)) {
        certificates.add(StoredCertificate.read(entry).element(TYPE, name));
      }
    }
    return certificates;
  }

  private static OptionalLong number(
      List<RegistryPolicyEntry> entries, String key, String valueName) {
    return find(entries, key, valueName).map(RegistryData::number).orElse(OptionalLong.empty());
  }

  private static Optional<RegistryPolicyEntry> find(
      List<RegistryPolicyEntry> entries, String key, String valueName) {
    return entries.stream()
        .filter(entry ->
            entry.key().equalsIgnoreCase(key) && entry.valueName().equalsIgnoreCase(valueName))
        .findFirst();
  }
}
