package io.gpmcworker.gpmc.dcom.gpm;

import java.util.UUID;

/** CLSID and IIDs of gpmgmt.idl. */
public final class GpmIds {

  /** {@code GPMgmt.GPM}, the one class that is activated. */
  public static final UUID CLSID_GPM = UUID.fromString("f5694708-88fe-4b35-babf-e56162d5fbc8");

  static final UUID IGPM = UUID.fromString("f5fae809-3bd6-4da9-a65e-17665b41d763");
  static final UUID IGPM2 = UUID.fromString("00238f8a-3d86-41ac-8f5e-06a6638a634a");
  static final UUID IGPM_DOMAIN2 = UUID.fromString("7ca6bb8b-f1eb-490a-938d-3c4e51c768e6");
  static final UUID IGPM_DOMAIN3 = UUID.fromString("0077fdfe-88c7-4acf-a11d-d10a7c310a03");
  static final UUID IGPM_GPO = UUID.fromString("58cc4352-1ca3-48e5-9864-1da4d6e0d60f");
  static final UUID IGPM_BACKUP = UUID.fromString("d8a16a35-3b0d-416b-8d02-4df6f95a7119");

  /** {@code IGPMAsyncCancel}. */
  public static final UUID IGPM_ASYNC_CANCEL =
      UUID.fromString("ddc67754-be67-4541-8166-f48166868c9c");

  static final UUID IGPM_STATUS_MESSAGE = UUID.fromString("8496c22f-f3de-4a1f-8f58-603caaa93d7b");
  static final UUID IGPM_STARTER_GPO = UUID.fromString("dfc3f61b-8880-4490-9337-d29c7ba8c2f0");
  static final UUID IGPM_STARTER_GPO_BACKUP =
      UUID.fromString("51d98eda-a87e-43dd-b80a-0b66ef1938d6");
  static final UUID IGPM_STARTER_GPO_BACKUP_COLLECTION =
      UUID.fromString("c998031d-add0-4bb5-8dea-298505d8423b");

  private GpmIds() {}
}
