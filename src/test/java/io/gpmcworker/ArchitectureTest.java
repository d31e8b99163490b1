package io.gpmcworker;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the design. */
@AnalyzeClasses(packages = "io.gpmcworker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.gpmcworker.";

  private static final String[] OUTSIDE_WORLD = {
    "org.apache.kafka..",
    "io.cloudevents..",
    "io.smallrye..",
    "org.eclipse.microprofile..",
    "io.quarkus..",
    "io.vertx..",
    "jakarta..",
    "org.hibernate..",
    "java.sql..",
    "javax.sql..",
    "org.postgresql..",
    "java.net.http..",
    "com.sun.net.httpserver..",
    "picocli.."
  };

  /** A package may know itself, those named, and whatever is not ours. */
  private static ArchRule knows(String who, String... whom) {
    String[] allowed = new String[whom.length + 1];
    allowed[0] = ROOT + who + "..";
    for (int n = 0; n < whom.length; n++) {
      allowed[n + 1] = ROOT + whom[n];
    }
    return classes()
        .that()
        .resideInAPackage(ROOT + who + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed)
                .or(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(ROOT + "."))))
        .allowEmptyShould(true);
  }

  @ArchTest static final ArchRule policyKnowsNobody = knows("policy");

  @ArchTest
  static final ArchRule policyNeedsNothingButTheJdk =
      classes()
          .that()
          .resideInAPackage(ROOT + "policy..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  ROOT + "policy..",
                  "java..",
                  "javax.xml..",
                  // Distinguished names, as text; nothing that speaks LDAP.
                  "javax.naming",
                  "javax.naming.ldap",
                  "javax.security.auth.x500",
                  "org.w3c.dom..",
                  "org.xml.sax..",
                  "org.jspecify.annotations.."))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule thePortKnowsNobody =
      classes()
          .that()
          .resideInAPackage(ROOT + "gpmc")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(ROOT + "gpmc", "java..", "org.jspecify.annotations.."));

  @ArchTest static final ArchRule directoryDriver = knows("gpmc.directory", "gpmc", "policy..");

  @ArchTest static final ArchRule dcomDriver = knows("gpmc.dcom", "gpmc", "policy..");

  @ArchTest
  static final ArchRule noKafkaSqlHttpOrCdiInThePortTheDriversOrPolicy =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "gpmc..", ROOT + "policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OUTSIDE_WORLD);

  @ArchTest
  static final ArchRule ldapAndSmbStayInTheDirectoryDriver =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "gpmc.directory..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.unboundid..",
              "javax.naming.directory..",
              "com.hierynomus..",
              "jcifs..",
              "org.codelibs..");

  /** SMB stays in one package of the driver, DNS in another. */
  @ArchTest
  static final ArchRule smbAndDnsStayInTheirPackages =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "gpmc.directory.smb", ROOT + "gpmc.directory.dns")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.hierynomus..", "org.xbill..");

  @ArchTest
  static final ArchRule dcomStaysInItsDriver =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "gpmc.dcom.interop..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jinterop..", "rpc..", "ndr..");

  /** What j-Interop keeps for the whole process is set up and changed in one class. */
  @ArchTest
  static final ArchRule whatJInteropKeepsForTheProcessIsOneClassesBusiness =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + "gpmc.dcom.interop.JInterop")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.jinterop.dcom.common.JISystem")
          .orShould()
          .callMethodWhere(
              target(owner(name("org.jinterop.dcom.core.JISession")))
                  .and(target(nameMatching("createSession|setDefault.*"))));

  @ArchTest static final ArchRule signal = knows("signal");

  @ArchTest static final ArchRule event = knows("event", "signal");

  @ArchTest static final ArchRule operation = knows("operation", "gpmc", "event", "signal");

  @ArchTest
  static final ArchRule execution = knows("execution", "gpmc", "operation..", "event", "signal");

  @ArchTest static final ArchRule command = knows("command", "operation..", "gpmc", "event");

  @ArchTest static final ArchRule api = knows("api", "operation..", "command", "gpmc", "event");

  @ArchTest
  static final ArchRule httpStaysInItsPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..");

  @ArchTest
  static final ArchRule metrics =
      knows("metrics", "command", "execution", "operation", "event", "gpmc", "signal");

  @ArchTest static final ArchRule tracing = knows("tracing", "operation", "gpmc");

  /**
   * What is measured is told by events and shown by beans; how it is told outside is one room's.
   */
  @ArchTest
  static final ArchRule micrometerAndOpenTelemetryStayInTheirPackages =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "metrics", ROOT + "tracing")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.opentelemetry..");

  @ArchTest
  static final ArchRule nobodyKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "cli..");

  @ArchTest
  static final ArchRule noRoomIsPartOfACircle =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noPackageIsPartOfACircle =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles();
}
