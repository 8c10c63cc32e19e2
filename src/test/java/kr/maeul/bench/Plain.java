package kr.maeul.bench;

import io.javalin.Javalin;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the same web server does when it has nothing to do but send bytes that it has. */
final class Plain {
  private Plain() {}

  /** Arguments: port, and a file for each of the paths /0, /1, … */
  public static void main(String[] args) throws Exception {
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              for (int i = 1; i < args.length; i++) {
                byte[] bytes = read(args[i]);
                config.routes.get(
                    "/" + (i - 1), ctx -> ctx.contentType("application/geo+json").result(bytes));
              }
            })
        .start("127.0.0.1", Integer.parseInt(args[0]));
    System.out.println("http://127.0.0.1:" + args[0] + "/");
  }

  private static byte[] read(String file) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
