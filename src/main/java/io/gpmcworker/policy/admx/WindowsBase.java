package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.admx.AdmxFile.Category;
import io.gpmcworker.policy.admx.AdmxFile.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The base of Windows' own templates in English, for stores without it: a folder that holds one
 * vendor's templates still gets whole paths. A Windows.admx in the store goes before it.
 */
final class WindowsBase {

  private static final String NAMESPACE = "Microsoft.Policies.Windows";
  private static final String RESOURCE = "windows-base.properties";
  private static final String CATEGORY = "category.";
  private static final String SUPPORTED = "supported.";

  /** The base as a template without policies. */
  static final AdmxFile TEMPLATE = load();

  private WindowsBase() {}

  private static AdmxFile load() {
    Properties lines = new Properties();
    try (InputStream in = WindowsBase.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException(RESOURCE + " is missing from the program");
      }
      lines.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Category> categories = new HashMap<>();
    Map<String, String> supported = new HashMap<>();
    for (String line : lines.stringPropertyNames()) {
      String text = lines.getProperty(line);
      if (line.startsWith(SUPPORTED)) {
        supported.put(AdmxFileReader.fold(line.substring(SUPPORTED.length())), text);
      } else {
        String path = AdmxFileReader.fold(line.substring(CATEGORY.length()));
        int slash = path.indexOf('/');
        Optional<Reference> parent =
            slash < 0
                ? Optional.empty()
                : Optional.of(new Reference(NAMESPACE, path.substring(0, slash)));
        categories.put(path.substring(slash + 1), new Category(text, parent));
      }
    }
    return new AdmxFile(NAMESPACE, categories, supported, List.of());
  }
}
