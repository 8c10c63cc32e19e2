package kr.maeul.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Options that stand for settings, and win over the environment. A password comes by the
 * environment only.
 */
final class SettingOptions {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "자료 폴더 / folder of the service's own data (MAEUL_DATA_DIR)")
  String dataDir;

  @Option(
      names = "--layers-dir",
      paramLabel = "DIR",
      description = "레이어 파일 폴더 / folder of further layer files (MAEUL_LAYERS_DIR)")
  String layersDir;

  @Option(
      names = "--db-url",
      paramLabel = "URL",
      description = "PostGIS JDBC 주소 / JDBC URL of PostGIS (MAEUL_DB_URL)")
  String dbUrl;

  @Option(
      names = "--db-user",
      paramLabel = "USER",
      description = "DB 사용자 / database user (MAEUL_DB_USER; 비밀번호 / password: MAEUL_DB_PASSWORD)")
  String dbUser;

  /** The environment with the options laid over it. */
  Map<String, String> over(Map<String, String> env) {
    Map<String, String> all = new HashMap<>(env);
    put(all, "MAEUL_DATA_DIR", dataDir);
    put(all, "MAEUL_LAYERS_DIR", layersDir);
    put(all, "MAEUL_DB_URL", dbUrl);
    put(all, "MAEUL_DB_USER", dbUser);
    return all;
  }

  static void put(Map<String, String> env, String name, String value) {
    if (value != null) {
      env.put(name, value);
    }
  }
}
