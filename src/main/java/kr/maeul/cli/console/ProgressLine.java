package kr.maeul.cli.console;

import kr.maeul.exchange.Progress;
import kr.maeul.exchange.row.DataFile;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far an import has come: a bar where a person is watching, a plain line now and then in
 * a log.
 */
public final class ProgressLine implements Progress, AutoCloseable {
  private static final long MEBIBYTE = 1 << 20;
  private static final int ROWS_A_LINE = 262_144;

  private final Console console;
  private ProgressBar bar;

  public ProgressLine(Console console, DataFile file) {
    this.console = console;
    this.bar =
        console.isTerminal() && file.size() > MEBIBYTE
            ? new ProgressBarBuilder()
                .setTaskName(file.name())
                .setInitialMax(file.size())
                .setUnit(" MiB", MEBIBYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .build()
            : null;
  }

  @Override
  public void at(long bytes, long rows) {
    if (bar != null) {
      bar.stepTo(bytes);
    } else if (rows > 0 && rows % ROWS_A_LINE == 0) {
      console.complain(rows + "행 읽음", rows + " rows read");
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
