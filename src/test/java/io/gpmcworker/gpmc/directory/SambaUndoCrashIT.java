package io.gpmcworker.gpmc.directory;

import io.gpmcworker.testing.samba.SambaDomain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@link UndoCrash} on a Samba domain controller: found by DNS, LDAPS with a private CA, SYSVOL
 * over SMB. Samba's own tools judge what the operations make undisturbed.
 */
class SambaUndoCrashIT extends UndoCrash {

  @Override
  Tried open(Path folder) throws Exception {
    SambaDomain samba = SambaDomain.shared();
    SambaOperations.resetOwn(samba);
    return new Tried(
        new SambaFaultDomain(samba, folder),
        settings(samba, folder),
        List.of(
            SampleObjects.unregistered("Editor", "\\\\x\\editor.aas"),
            SampleObjects.unregistered("Viewer", "\\\\x\\viewer.aas")),
        () -> SambaOperations.assertConsistent(samba));
  }

  private static Map<String, String> settings(SambaDomain samba, Path folder) throws IOException {
    InetSocketAddress dns = samba.dns().address();
    Path password = Files.writeString(folder.resolve("password"), SambaDomain.PASSWORD + "\n");
    String prefix = "gpmc.domains." + CrashOperations.DOMAIN + ".";
    return Map.of(
        prefix + "driver",
        "directory",
        prefix + "dns-name",
        SambaDomain.DNS_NAME,
        prefix + "dns-servers",
        dns.getAddress().getHostAddress() + ":" + dns.getPort(),
        prefix + "account.name",
        SambaDomain.ADMINISTRATOR + "@" + SambaDomain.DNS_NAME,
        prefix + "account.password-file",
        password.toString(),
        prefix + "ldap.ca-file",
        samba.authority().toString());
  }
}
