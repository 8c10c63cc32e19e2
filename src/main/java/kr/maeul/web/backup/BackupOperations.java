package kr.maeul.web.backup;

import java.util.Map;
import kr.maeul.web.contract.Member;
import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.houses.ExportReason;

/** What is asked for a backup, and how it is read and described. Stateless. */
public final class BackupOperations {
  /** To be read by {@link ExportReason}. */
  static final Member<String> REASON = Member.text("reason").as(ExportReason.schema());

  static final Members WITH_REASON = Members.of(10_000, REASON);

  public static final Operation ASK =
      of("askForBackup", "백업을 받을 주소 (한 번만)", "Where to fetch a backup, once")
          .reads(WITH_REASON)
          .answering("백업을 받을 주소", "Where to fetch it")
          .answers(201);
  public static final Operation FETCH =
      of("fetchBackup", "백업 내려받기", "Download a backup")
          .answering("백업 파일", "The backup")
          .answers(Map.of("application/zip", Schemas.binary()));
  public static final Operation KEY =
      of("backupKey", "백업의 열쇠 내려받기", "Download the key of the backups")
          .reads(WITH_REASON)
          .answering("열쇠 파일", "The key's file")
          .answers(Map.of("application/octet-stream", Schemas.binary()));

  private BackupOperations() {}

  private static Operation of(String id, String ko, String en) {
    return Operation.of("people", id, ko, en);
  }
}
