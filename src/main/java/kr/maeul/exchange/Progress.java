package kr.maeul.exchange;

/** Called now and then with how far an import has come. */
@FunctionalInterface
public interface Progress {
  Progress NONE = (bytes, rows) -> {};

  /**
   * @param bytes of the file read so far
   * @param rows read so far
   */
  void at(long bytes, long rows);
}
