package kr.maeul.backup.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import kr.maeul.backup.BackupRefusedException;
import kr.maeul.backup.Manifest;
import kr.maeul.vault.Vault;

/** Finds the key that belongs to a backup. Stateless. */
final class RestoreKey {
  private RestoreKey() {}

  private static final String WHAT_TO_DO_KO =
      " --key로 .key 파일을 주거나 MAEUL_SECRET_KEY를 정하세요."
          + " 정말 잃어버렸다면 --without-key: 연락처와 소유자 정보만 빼고 복원합니다.";
  private static final String WHAT_TO_DO_EN =
      " Give the .key file with --key, or set MAEUL_SECRET_KEY. If it is lost for good, --without-key restores all but"
          + " contacts and owners.";

  /**
   * Where it may be.
   *
   * @param file that was named, or that lies beside the backup; or null
   * @param setting 32 bytes in Base64, or null
   */
  record Places(Path file, String setting, Path dataDirectory) {}

  /**
   * The key; empty where nothing in the backup was ever sealed.
   *
   * @throws BackupRefusedException if it is nowhere, or the setting is another one
   */
  static Optional<Vault> find(Supplier<Places> where, Manifest manifest) throws IOException {
    if (manifest.keyCheck() == null) {
      return Optional.empty();
    }
    Places places = where.get();
    Optional<Vault> set = places.setting() == null ? Optional.empty() : present(places);
    if (set.isPresent() && !fits(set.get(), manifest)) {
      throw new BackupRefusedException(
          "MAEUL_SECRET_KEY가 이 백업의 열쇠가 아닙니다. 백업을 만든 서비스의 것으로 바꾸거나, 지우고 .key 파일을 주세요.",
          "MAEUL_SECRET_KEY is not the key of this backup. Set that of the service that it is from, or unset it and give"
              + " the .key file.");
    }
    if (set.isPresent()) {
      return set;
    }
    if (places.file() != null && Files.exists(places.file())) {
      Vault given = read(places.file());
      if (fits(given, manifest)) {
        return Optional.of(given);
      }
      throw new BackupRefusedException(
          places.file() + ": 이 백업의 열쇠가 아닙니다.", places.file() + " is not the key of this backup.");
    }
    Vault present = present(places).orElseThrow(RestoreKey::missing);
    if (!fits(present, manifest)) {
      Path file = Vault.file(places.dataDirectory());
      throw new BackupRefusedException(
          file + ": 이 백업의 열쇠가 아니어서 연락처와 소유자 정보를 열지 못합니다." + WHAT_TO_DO_KO,
          file
              + " is not the key of this backup: it does not open its contacts and owners."
              + WHAT_TO_DO_EN);
    }
    return Optional.of(present);
  }

  private static Optional<Vault> present(Places places) {
    return Vault.find(places.setting(), places.dataDirectory());
  }

  private static boolean fits(Vault vault, Manifest manifest) {
    return vault.check().equals(manifest.keyCheck());
  }

  private static Vault read(Path file) throws IOException {
    try {
      return Vault.read(file);
    } catch (IOException e) {
      throw new BackupRefusedException(file + ": 열쇠 파일이 아닙니다.", file + " does not hold a key.");
    }
  }

  private static BackupRefusedException missing() {
    return new BackupRefusedException(
        "이 백업의 연락처와 소유자 정보를 여는 열쇠가 없습니다." + WHAT_TO_DO_KO,
        "The key that opens the contacts and owners of this backup is missing." + WHAT_TO_DO_EN);
  }
}
