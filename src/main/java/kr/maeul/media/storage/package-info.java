/** Where the contents of media are kept: a folder, or a bucket of S3. */
package kr.maeul.media.storage;
