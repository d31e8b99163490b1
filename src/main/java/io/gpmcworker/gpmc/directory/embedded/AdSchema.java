package io.gpmcworker.gpmc.directory.embedded;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * As much of Active Directory's schema (MS-ADSC, MS-ADA1 to 3) as the embedded domain holds: names,
 * syntaxes and the tree of classes. It is there so that values are compared as AD compares them; it
 * does not police which class has which attribute.
 */
final class AdSchema {

  private static final String OCTETS =
      """
      objectGUID objectSid nTSecurityDescriptor msiScript productCode upgradeProductCode cOMClassID
      """;

  private static final String INTEGERS =
      """
      instanceType uSNCreated uSNChanged systemFlags gPOptions gPCFunctionalityVersion versionNumber
      flags groupType sAMAccountType primaryGroupID userAccountControl msDS-Behavior-Version
      appSchemaVersion packageFlags packageType msiScriptSize installUiLevel localeID
      machineArchitecture versionNumberHi versionNumberLo revision
      """;

  private static final String TIMES = "whenCreated whenChanged";

  private static final String NAMES =
      "distinguishedName objectCategory member memberOf nCName fSMORoleOwner";

  private static final String BOOLEANS = "showInAdvancedViewOnly isCriticalSystemObject";

  private static final String STRINGS =
      """
      cn name ou dc description displayName sAMAccountName userPrincipalName dNSHostName
      servicePrincipalName nETBIOSName dnsRoot gPLink gPCFileSysPath gPCMachineExtensionNames
      gPCUserExtensionNames gPCWQLFilter msWMI-ID msWMI-Name msWMI-Parm1 msWMI-Parm2 msWMI-Parm3
      msWMI-Parm4 msWMI-Author msWMI-ChangeDate msWMI-CreationDate extensionName packageName
      msiScriptPath msiScriptName url setupCommand lastUpdateSequence msiFileList categories
      canUpgradeScript vendor cOMProgID fileExtPriority cOMInterfaceID cOMTypelibId
      """;

  private static final String CLASSES =
      """
      container<top
      configuration<top
      crossRefContainer<top
      crossRef<top
      sitesContainer<top
      site<top
      domain<top
      domainDNS<domain
      builtinDomain<top
      organizationalUnit<top
      person<top
      organizationalPerson<person
      user<organizationalPerson
      computer<user
      group<top
      foreignSecurityPrincipal<top
      groupPolicyContainer<container
      msWMI-Som<top
      classStore<top
      packageRegistration<top
      """;

  private static final Map<String, String> SUPERIORS =
      CLASSES
          .lines()
          .map(line -> line.split("<"))
          .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));

  private AdSchema() {}

  /** A class and those above it, from {@code top} down, as AD lists them in objectClass. */
  static List<String> chain(String objectClass) {
    List<String> chain = new ArrayList<>(List.of(objectClass));
    while (!chain.getFirst().equals("top")) {
      chain.addFirst(SUPERIORS.getOrDefault(chain.getFirst(), "top"));
    }
    return chain;
  }

  static Schema schema() throws LDAPException {
    List<String> types = new ArrayList<>();
    types.add(
        "( 2.5.4.0 NAME 'objectClass' EQUALITY objectIdentifierMatch"
            + " SYNTAX 1.3.6.1.4.1.1466.115.121.1.38 )");
    define(types, OCTETS, "octetStringMatch", "1.3.6.1.4.1.1466.115.121.1.40");
    define(types, INTEGERS, "integerMatch", "1.3.6.1.4.1.1466.115.121.1.27");
    define(types, TIMES, "generalizedTimeMatch", "1.3.6.1.4.1.1466.115.121.1.24");
    define(types, NAMES, "distinguishedNameMatch", "1.3.6.1.4.1.1466.115.121.1.12");
    define(types, BOOLEANS, "booleanMatch", "1.3.6.1.4.1.1466.115.121.1.7");
    define(types, STRINGS, "caseIgnoreMatch", "1.3.6.1.4.1.1466.115.121.1.15");

    List<String> classes = new ArrayList<>();
    String all = String.join(" $ ", attributes().toList());
    classes.add("( 2.5.6.0 NAME 'top' ABSTRACT MUST objectClass MAY ( " + all + " ) )");
    SUPERIORS.forEach((name, superior) -> classes.add(describe(name, superior)));

    Entry subschema = new Entry("CN=Aggregate");
    subschema.addAttribute(Schema.ATTR_ATTRIBUTE_TYPE, types);
    subschema.addAttribute(Schema.ATTR_OBJECT_CLASS, classes);
    return new Schema(subschema);
  }

  private static Stream<String> attributes() {
    return Stream.of(OCTETS, INTEGERS, TIMES, NAMES, BOOLEANS, STRINGS).flatMap(AdSchema::words);
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.strip().split("\\s+"));
  }

  private static void define(List<String> types, String names, String matching, String syntax) {
    words(names)
        .map(name ->
            "( %s-oid NAME '%s' EQUALITY %s SYNTAX %s%s )"
                .formatted(name, name, matching, syntax, usage(name)))
        .forEach(types::add);
  }

  /** AD gives the security descriptor only to who names it; so are operational attributes. */
  private static String usage(String name) {
    return name.equals("nTSecurityDescriptor") ? " USAGE directoryOperation" : "";
  }

  private static String describe(String name, String superior) {
    return "( %s-oid NAME '%s' SUP %s STRUCTURAL )".formatted(name, name, superior);
  }
}
