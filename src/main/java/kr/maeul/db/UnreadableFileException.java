package kr.maeul.db;

import java.nio.file.Path;
import kr.maeul.db.request.DatabaseException;

/** The file of the embedded database does not open, as it is damaged. */
public final class UnreadableFileException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  private final transient Path dataDirectory;

  /**
   * @param dataDirectory that it is in
   * @param cause what the database says
   */
  UnreadableFileException(Path dataDirectory, Throwable cause) {
    super(
        "내장 데이터베이스의 파일이 손상되어 열리지 않습니다. / The file of the embedded database is damaged and does not open: "
            + dataDirectory,
        cause);
    this.dataDirectory = dataDirectory;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }
}
