package kr.maeul.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.cli.console.Console;
import kr.maeul.houses.finder.ProfileFiles;
import kr.maeul.layer.file.DeclaredFiles;
import kr.maeul.layer.file.LayerFiles;

/**
 * That the program has all that it is packed with. One that was built where a folder was missing
 * would run, and have no finder or no layers, and nobody would know why.
 */
final class WholeProgram {
  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put(LayerFiles.BUNDLED, LayerFiles.SUFFIX);
    PARTS.put(ProfileFiles.BUNDLED, ProfileFiles.SUFFIX);
    PARTS.put("maeul/web", "index.html");
  }

  private WholeProgram() {}

  /** Something was left out when the program was built. */
  static final class NotWholeException extends RuntimeException {
    private final transient Path program;
    private final transient List<String> absent;

    NotWholeException(Path program, List<String> absent) {
      super("not whole: " + absent);
      this.program = program;
      this.absent = absent;
    }

    void tell(Console console) {
      console.complain(
          "프로그램이 온전하지 않습니다. " + program + "에 빠진 것:",
          "The program is not whole. Missing in " + program + ":");
      absent.forEach(folder -> console.err().println("  " + folder));
      console.complain(
          "data/와 web/이 모두 있는 소스에서 다시 빌드하세요(Docker라면 .dockerignore도 보세요).",
          "Build it again from sources that have all of data/ and web/ (with Docker, look at"
              + " .dockerignore too)");
    }
  }

  /**
   * @throws NotWholeException if something is missing, with all of it
   */
  static void check() {
    check(DeclaredFiles.program());
  }

  static void check(Path program) {
    List<String> absent = DeclaredFiles.absent(program, PARTS);
    if (!absent.isEmpty()) {
      throw new NotWholeException(program, absent);
    }
  }
}
