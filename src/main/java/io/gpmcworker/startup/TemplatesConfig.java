package io.gpmcworker.startup;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The administrative templates that tell reports what registry values mean. */
@ConfigMapping(prefix = "gpmc.templates")
public interface TemplatesConfig {

  /** A folder of ADMX and ADML files; each domain's own central store if absent. */
  Optional<Path> folder();

  /** The languages of their texts, best first; English comes after them. */
  Optional<List<String>> languages();
}
