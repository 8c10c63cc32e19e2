package kr.maeul.cli.console;

import java.io.PrintWriter;
import kr.maeul.layer.text.Text;

/**
 * Where commands speak.
 *
 * @param out what was asked for
 * @param err what went wrong, and progress
 * @param isTerminal whether a person is watching
 */
public record Console(PrintWriter out, PrintWriter err, boolean isTerminal) {

  public void say(String ko, String en) {
    out.println(new Text(ko, en));
    out.flush();
  }

  public void complain(String ko, String en) {
    err.println(new Text(ko, en));
    err.flush();
  }

  public void complain(Text text) {
    complain(text.ko(), text.en());
  }
}
