package io.gpmcworker.startup;

import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.KerberosLogin;
import io.gpmcworker.gpmc.directory.smb.SmbSettings;
import io.gpmcworker.gpmc.directory.smb.SmbShare;
import io.gpmcworker.gpmc.directory.smb.nio.SmbFileSystem;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is configured of a backup store, as the folder that it is. */
final class StoreFolder {

  private static final String SHAPE = "//server/share/folder";

  private StoreFolder() {}

  /**
   * The folder of a store. One on a share is not connected before it is used; closing its file
   * system closes the connections.
   *
   * @throws UnfitException if the settings are incomplete or contradict each other; names the key
   */
  static Path of(String name, BackupStoresConfig.Store store) throws UnfitException {
    String key = "gpmc.backup-stores." + name;
    if (store.path().isPresent() == store.share().isPresent()) {
      throw new UnfitException(
          "%s needs either path, a folder of this machine, or share, %s.".formatted(key, SHAPE));
    }
    return store.path().isPresent()
        ? store.path().get()
        : onShare(key, store.share().get(), store).root();
  }

  private static SmbFileSystem onShare(String key, String place, BackupStoresConfig.Store store)
      throws UnfitException {
    List<String> names =
        Arrays.stream(place.split("[/\\\\]")).filter(part -> !part.isEmpty()).toList();
    boolean starts = place.startsWith("//") || place.startsWith("\\\\");
    if (!starts || names.size() < 2 || names.contains("..")) {
      throw new UnfitException("%s.share is '%s'; write it as %s.".formatted(key, place, SHAPE));
    }
    Credentials credentials =
        new ConfiguredAccount(key + ".account", store.account()).credentials();
    try {
      SmbSettings settings =
          new SmbSettings(
              store.port(),
              store.encrypt(),
              credentials,
              store.connectTimeout(),
              store.responseTimeout(),
              SmbSettings.DEFAULT_CONNECTIONS,
              SmbSettings.DEFAULT_AT_A_TIME);
      return new SmbFileSystem(
          new SmbShare(
              names.get(0),
              names.get(1),
              settings,
              DirectorySettings.names(
                  key + ".dns-servers", store.dnsServers(), store.connectTimeout()),
              credentials instanceof Credentials.Kerberos kerberos
                  ? Optional.of(new KerberosLogin(kerberos))
                  : Optional.empty()),
          names.stream().skip(2).collect(Collectors.joining("\\")));
    } catch (IllegalArgumentException e) {
      throw new UnfitException("%s.* do not fit: %s.".formatted(key, e.getMessage()));
    }
  }
}
