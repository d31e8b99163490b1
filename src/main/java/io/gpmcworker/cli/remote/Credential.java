package io.gpmcworker.cli.remote;

/**
 * Who asks. Its text form hides the secret.
 *
 * @param header the HTTP header that carries it
 * @param value the header's value
 */
public record Credential(String header, String value) {

  private static final int LONGEST = 16_384;

  public Credential {
    if (value.isBlank()
        || value.length() > LONGEST
        || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new RemoteException(
          ExitCode.USAGE,
          "The %s is empty or holds a character that no key has; look for line breaks and quotes."
              .formatted(header.equals("X-API-Key") ? "API key" : "token"));
    }
  }

  /** A key of the worker's file of keys. */
  public static Credential apiKey(String key) {
    return new Credential("X-API-Key", key.strip());
  }

  /** A token of an identity provider. */
  public static Credential token(String token) {
    return new Credential("Authorization", "Bearer " + token.strip());
  }

  @Override
  public String toString() {
    return header + ": (hidden)";
  }
}
