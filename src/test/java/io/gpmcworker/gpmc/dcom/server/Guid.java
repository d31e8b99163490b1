package io.gpmcworker.gpmc.dcom.server;

import io.gpmcworker.gpmc.dcom.orpc.Iids;
import java.util.Set;
import java.util.UUID;

/** CLSID and IIDs of gpmgmt.idl. */
final class Guid {

  static final UUID CLSID_GPM = UUID.fromString("f5694708-88fe-4b35-babf-e56162d5fbc8");

  static final UUID IGPM = UUID.fromString("f5fae809-3bd6-4da9-a65e-17665b41d763");
  static final UUID IGPM2 = UUID.fromString("00238f8a-3d86-41ac-8f5e-06a6638a634a");
  static final UUID IGPM_DOMAIN = UUID.fromString("6b21cc14-5a00-4f44-a738-feec8a94c7e3");
  static final UUID IGPM_DOMAIN2 = UUID.fromString("7ca6bb8b-f1eb-490a-938d-3c4e51c768e6");
  static final UUID IGPM_DOMAIN3 = UUID.fromString("0077fdfe-88c7-4acf-a11d-d10a7c310a03");
  static final UUID IGPM_BACKUP_DIR = UUID.fromString("b1568bed-0a93-4acc-810f-afe7081019b9");
  static final UUID IGPM_BACKUP_DIR_EX = UUID.fromString("f8dc55ed-3ba0-4864-aad4-d365189ee1d5");
  static final UUID IGPM_SEARCH_CRITERIA = UUID.fromString("d6f11c42-829b-48d4-83f5-3615b67dfc22");
  static final UUID IGPM_BACKUP = UUID.fromString("d8a16a35-3b0d-416b-8d02-4df6f95a7119");
  static final UUID IGPM_BACKUP_COLLECTION =
      UUID.fromString("c786fc0f-26d8-4bab-a745-39ca7e800cac");
  static final UUID IGPM_RSOP = UUID.fromString("49ed785a-3237-4ff2-b1f0-fdf5a8d5a1ee");
  static final UUID IGPM_GPO = UUID.fromString("58cc4352-1ca3-48e5-9864-1da4d6e0d60f");
  static final UUID IGPM_GPO_COLLECTION = UUID.fromString("f0f0d5cf-70ca-4c39-9e29-b642f8726c01");
  static final UUID IGPM_ASYNC_CANCEL = UUID.fromString("ddc67754-be67-4541-8166-f48166868c9c");
  static final UUID IGPM_STATUS_MSG_COLLECTION =
      UUID.fromString("9b6e1af0-1a92-40f3-a59d-f36ac1f728b7");
  static final UUID IGPM_STATUS_MESSAGE = UUID.fromString("8496c22f-f3de-4a1f-8f58-603caaa93d7b");
  static final UUID IGPM_RESULT = UUID.fromString("86dff7e9-f76f-42ab-9570-cebc6be8a52d");
  static final UUID IGPM_MIGRATION_TABLE = UUID.fromString("48f823b1-efaf-470b-b6ed-40d14ee1a4ec");
  static final UUID IGPM_STARTER_GPO = UUID.fromString("dfc3f61b-8880-4490-9337-d29c7ba8c2f0");
  static final UUID IGPM_STARTER_GPO_COLLECTION =
      UUID.fromString("2e522729-2219-44ad-933a-64dfd650c423");
  static final UUID IGPM_STARTER_GPO_BACKUP =
      UUID.fromString("51d98eda-a87e-43dd-b80a-0b66ef1938d6");
  static final UUID IGPM_STARTER_GPO_BACKUP_COLLECTION =
      UUID.fromString("c998031d-add0-4bb5-8dea-298505d8423b");

  /** What a caller may bind. */
  static final Set<UUID> ALL =
      Set.of(
          Iids.IDISPATCH,
          IGPM,
          IGPM2,
          IGPM_DOMAIN,
          IGPM_DOMAIN2,
          IGPM_DOMAIN3,
          IGPM_BACKUP_DIR,
          IGPM_BACKUP_DIR_EX,
          IGPM_SEARCH_CRITERIA,
          IGPM_BACKUP,
          IGPM_BACKUP_COLLECTION,
          IGPM_RSOP,
          IGPM_GPO,
          IGPM_GPO_COLLECTION,
          IGPM_ASYNC_CANCEL,
          IGPM_STATUS_MSG_COLLECTION,
          IGPM_STATUS_MESSAGE,
          IGPM_RESULT,
          IGPM_MIGRATION_TABLE,
          IGPM_STARTER_GPO,
          IGPM_STARTER_GPO_COLLECTION,
          IGPM_STARTER_GPO_BACKUP,
          IGPM_STARTER_GPO_BACKUP_COLLECTION);

  private Guid() {}
}
