package io.gpmcworker.cli.remote;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the profile: what the command line says counts before the environment ({@code GPMC_URL} …),
 * that before the file ({@code ~/.config/gpmc/config.properties}), and that before the worker that
 * {@code ./gpmc up} has started.
 *
 * <p>The file holds {@code url=…} and so on; those of a profile with a name begin with it: {@code
 * lab.url=…}.
 */
public final class Profiles {

  private static final Set<String> KEYS =
      Set.of("url", "api-key", "api-key-file", "token", "token-file", "domain", "backup-store");
  private static final int LARGEST_FILE = 65_536;

  private final Map<String, String> environment;
  private final Path home;
  private final Path startedByUp;

  /**
   * @param environment the environment variables
   * @param home the home folder
   * @param startedByUp the file in which {@code ./gpmc up} tells its address
   */
  public Profiles(Map<String, String> environment, Path home, Path startedByUp) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.startedByUp = startedByUp;
  }

  /** Where the profiles are. */
  public Path file() {
    return variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home.resolve(".config"))
        .resolve("gpmc")
        .resolve("config.properties");
  }

  /**
   * The profile that counts.
   *
   * @param named a profile of the file, by name
   * @param url the URL of the command line
   * @throws RemoteException if there is none, or it is not valid; no secret is ever quoted
   */
  public Profile find(Optional<String> named, Optional<String> url) {
    Properties file = read(file());
    Optional<String> profile = named.or(() -> variable("GPMC_PROFILE"));
    String prefix = profile.map(it -> it + ".").orElse("");
    if (profile.isPresent()
        && file.stringPropertyNames().stream().noneMatch(key -> key.startsWith(prefix))) {
      throw wrong("%s has no profile '%s'.".formatted(file(), profile.get()));
    }
    return new Profile(
        address(
            url.or(() -> variable("GPMC_URL"))
                .or(() -> value(file, prefix + "url"))
                .or(this::startedByUp)
                .orElseThrow(() -> wrong(unknownPlace()))),
        credential(file, prefix),
        variable("GPMC_DOMAIN").or(() -> value(file, prefix + "domain")),
        variable("GPMC_BACKUP_STORE").or(() -> value(file, prefix + "backup-store")));
  }

  private Optional<Credential> credential(Properties file, String prefix) {
    return variable("GPMC_API_KEY")
        .map(Credential::apiKey)
        .or(() -> variable("GPMC_API_KEY_FILE").map(it -> Credential.apiKey(secret(it))))
        .or(() -> variable("GPMC_TOKEN").map(Credential::token))
        .or(() -> value(file, prefix + "api-key").map(Credential::apiKey))
        .or(() -> value(file, prefix + "api-key-file").map(it -> Credential.apiKey(secret(it))))
        .or(() -> value(file, prefix + "token").map(Credential::token))
        .or(() -> value(file, prefix + "token-file").map(it -> Credential.token(secret(it))));
  }

  private String secret(String name) {
    Path path = name.startsWith("~/") ? home.resolve(name.substring(2)) : Path.of(name);
    Path config = file().getParent();
    return text(
        path.isAbsolute() || config == null || Files.exists(path) ? path : config.resolve(path));
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (!Files.exists(file)) {
      return properties;
    }
    try {
      properties.load(new StringReader(text(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw wrong("%s is no properties file: it has a malformed escape.".formatted(file));
    }
    for (String key : properties.stringPropertyNames()) {
      if (!KEYS.contains(key.substring(key.lastIndexOf('.') + 1))) {
        throw wrong(
            "%s has '%s', which is unknown; there are %s."
                .formatted(file, key, String.join(", ", KEYS.stream().sorted().toList())));
      }
    }
    return properties;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw wrong("%s has more than %d bytes.".formatted(file, LARGEST_FILE));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw wrong("%s cannot be read as text.".formatted(file));
    }
  }

  private Optional<String> startedByUp() {
    return Files.isRegularFile(startedByUp)
        ? Optional.of(text(startedByUp).strip())
        : Optional.empty();
  }

  private static URI address(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below; the text may hold a password, so it is not quoted.
    }
    throw wrong(
        "The worker's URL is not valid: it is such as https://gpmc.example.com, without a name or"
            + " a password.");
  }

  private String unknownPlace() {
    return "Nothing says where the worker is. Start one with ./gpmc up, or name it by --url,"
        + " GPMC_URL or url in %s.".formatted(file());
  }

  private Optional<String> variable(String name) {
    return filled(environment.get(name));
  }

  private static Optional<String> value(Properties properties, String key) {
    return filled(properties.getProperty(key));
  }

  private static Optional<String> filled(@Nullable String text) {
    return Optional.ofNullable(text).map(String::strip).filter(it -> !it.isEmpty());
  }

  private static RemoteException wrong(String message) {
    return new RemoteException(ExitCode.USAGE, message);
  }
}
