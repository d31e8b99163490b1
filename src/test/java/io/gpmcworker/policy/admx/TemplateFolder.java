package io.gpmcworker.policy.admx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of self-made templates. */
public final class TemplateFolder {

  private final Path folder;

  public TemplateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Adds a template.
   *
   * @param name its file's, without ending
   * @param body what stands between the namespaces and the end
   */
  public TemplateFolder admx(String name, String body) throws IOException {
    return file(
        name + ".admx",
        """
        <policyDefinitions revision="1.0" schemaVersion="1.0"
            xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
          <policyNamespaces>
            <target prefix="own" namespace="Test.Policies.%s"/>
            <using prefix="base" namespace="Test.Policies.Base"/>
            <using prefix="windows" namespace="Microsoft.Policies.Windows"/>
          </policyNamespaces>
          <resources minRequiredRevision="1.0"/>
          %s
        </policyDefinitions>
        """
            .formatted(name, body));
  }

  /** Adds the texts of a template in one language. */
  public TemplateFolder adml(String language, String name, String strings, String presentations)
      throws IOException {
    return file(
        language + "/" + name + ".adml",
        """
        <policyDefinitionResources revision="1.0" schemaVersion="1.0"
            xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
          <resources>
            <stringTable>%s</stringTable>
            <presentationTable>%s</presentationTable>
          </resources>
        </policyDefinitionResources>
        """
            .formatted(strings, presentations));
  }

  /** Adds any file. */
  public TemplateFolder file(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  /** Loads all of them. */
  public AdmxTemplates load(String... languages) throws IOException {
    return AdmxTemplates.load(folder, List.of(languages));
  }
}
