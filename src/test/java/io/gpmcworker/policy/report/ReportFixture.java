package io.gpmcworker.policy.report;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.SideVersion;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.ReportSide;
import io.gpmcworker.policy.report.input.SideFiles;
import io.gpmcworker.policy.report.input.TrusteeNames;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A GPO made of a few files, and its report read back. */
final class ReportFixture {

  static final String SECURITY = "{827D319E-6EAC-11D2-A4EA-00C04F79F83A}";
  static final String REGISTRY = "{35378EAC-683F-11D2-A89A-00C04FBBCFA2}";
  static final String SCRIPTS = "{42B5FAAE-6536-11D2-AE5A-0000F87571E3}";
  static final String FOLDER_REDIRECTION = "{25537BA6-77A8-11D2-9B6C-0000F8080861}";
  static final String GROUPS = "{17D89FEC-5C44-4972-B12D-241CAEF74509}";
  static final String TASKS = "{AADCED64-746C-4633-A97C-D61349046527}";

  static final String DOMAIN = "S-1-5-21-1-2-3";

  private final Map<GpoPath, byte[]> files = new LinkedHashMap<>();
  private final List<DirectoryObject> objects = new ArrayList<>();
  private AdmxTemplates templates = AdmxTemplates.NONE;
  private String extensions = "";
  private String sddl = "O:DAG:DAD:PAI(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)";

  /** Registers a client-side extension in the computer half. */
  ReportFixture extension(String guid) {
    extensions += "[" + guid + "]";
    return this;
  }

  /** Adds a text file to the computer half. */
  ReportFixture file(String path, String content) throws MalformedPolicyException {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  ReportFixture file(String path, byte[] content) throws MalformedPolicyException {
    files.put(GpoPath.parse("Machine\\" + path), content);
    return this;
  }

  /** Adds an object below the computer half's container. */
  ReportFixture object(DirectoryObject object) {
    objects.add(object);
    return this;
  }

  /** Gives registry values a meaning. */
  ReportFixture templates(AdmxTemplates known) {
    templates = known;
    return this;
  }

  ReportFixture descriptor(String text) {
    sddl = text;
    return this;
  }

  ReportInput input() throws MalformedPolicyException {
    return new ReportInput(
        UUID.fromString("31b2f340-016d-11d2-945f-00c04fb984f9"),
        "corp.example",
        Sid.tryParse(DOMAIN),
        "Desktops",
        Optional.empty(),
        Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
        Optional.of(Instant.parse("2026-02-03T04:05:06Z")),
        Instant.parse("2026-03-04T05:06:07.1234567Z"),
        Optional.of(Sddl.parse(sddl, Sid.tryParse(DOMAIN))),
        true,
        Optional.empty(),
        side(GpoSide.MACHINE, extensions),
        side(GpoSide.USER, ""),
        List.of(),
        TrusteeNames.NONE);
  }

  private ReportSide side(GpoSide side, String registered) throws MalformedPolicyException {
    return new ReportSide(
        new SideVersion(2, 3),
        true,
        ExtensionNames.parse(registered),
        SideFiles.of(side, files.keySet(), this::open),
        half -> half == GpoSide.MACHINE ? objects : List.of(),
        Optional.empty());
  }

  private ByteArrayInputStream open(GpoPath path) throws IOException {
    byte[] content = files.get(path);
    if (content == null) {
      throw new FileNotFoundException(path.toString());
    }
    return new ByteArrayInputStream(content);
  }

  /** The report, written and read again. */
  XmlElement report() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GpoReport.writeXml(input(), templates, ReportProgress.NONE, out);
    return XmlReader.read(out.toByteArray(), "report");
  }

  /** The ExtensionData of the computer half. */
  List<XmlElement> extensionData() throws IOException {
    return report().child("Computer").orElseThrow().children("ExtensionData");
  }

  /** The settings of the first extension of the computer half. */
  XmlElement settings() throws IOException {
    return extensionData().getFirst().child("Extension").orElseThrow();
  }
}
