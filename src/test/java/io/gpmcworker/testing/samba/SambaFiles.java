package io.gpmcworker.testing.samba;

import java.net.InetAddress;
import java.nio.file.Path;

/** What a {@link SambaDomain} is configured with. */
final class SambaFiles {

  private SambaFiles() {}

  /**
   * Of Samba and its tools.
   *
   * @param more a line of what the controller is to demand besides
   */
  static String smbConf(Path folder, InetAddress address, String more) {
    return """
    [global]
      netbios name = DC1
      workgroup = GPMC
      realm = GPMC.TEST
      server role = active directory domain controller
      server services = s3fs, rpc, ldap, cldap, kdc, winbindd
      interfaces = %2$s/8
      bind interfaces only = yes
      disable netbios = yes
      smb ports = 445
      rpc server dynamic port range = 49152-49252
      private dir = %1$s/dc/private
      state directory = %1$s/dc/state
      lock directory = %1$s/dc
      cache directory = %1$s/dc/cache
      pid directory = %1$s/run
      ncalrpc dir = %1$s/run/ncalrpc
      log file = %1$s/log/log.samba
      max log size = 5000
      load printers = no
      disable spoolss = yes
      ldb:nosync = true
      dns update command = /bin/true
      spn update command = /bin/true
      %3$s
    [sysvol]
      path = %1$s/dc/state/sysvol
      read only = no
    [netlogon]
      path = %1$s/dc/state/sysvol/gpmc.test/scripts
      read only = no
    [backups]
      path = %1$s/backups
      read only = no
    [archive]
      path = %1$s/backups
      read only = yes
    """
        .formatted(folder, address.getHostAddress(), more);
  }

  /** Of Kerberos: the realm is this controller's. */
  static String krb5Conf(InetAddress address) {
    return """
    [libdefaults]
      default_realm = GPMC.TEST
      dns_lookup_realm = false
      dns_lookup_kdc = false
      rdns = false
      dns_canonicalize_hostname = false
      udp_preference_limit = 1
    [realms]
      GPMC.TEST = {
        kdc = %1$s
      }
    [domain_realm]
      .gpmc.test = GPMC.TEST
    """
        .formatted(address.getHostAddress());
  }
}
