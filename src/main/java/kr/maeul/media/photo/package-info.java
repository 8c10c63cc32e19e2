/**
 * Photos: read, turned, made smaller, blurred; nothing of the camera or the place stays in them.
 */
package kr.maeul.media.photo;
