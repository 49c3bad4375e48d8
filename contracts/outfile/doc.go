// Package outfile writes the files that our programs are asked for: reports, address files,
// contracts, notes.
//
// What [Write] does depends on what stands at the path:
//
//   - Nothing, or a regular file: the content is written beside it, brought to the disk, and takes
//     the name in one step. Whoever reads sees the old file or the whole new one, and a full disk
//     leaves the old one. The mode of the old file stays.
//   - A symbolic link: it is followed and stays a link. The file behind it is what is written, also
//     when it is not there yet.
//   - A regular file that has another name or another owner, or whose directory takes no new file,
//     as with a single file that is mounted into a container: it is written where it stands, and
//     what it held before is put back when that fails.
//   - A device, a pipe, a socket, or one of the process's own descriptors, such as /dev/stdout or
//     /dev/fd/3: it is written to, and never replaced, removed or read. A pipe without a reader is
//     waited for as long as the context lasts.
//
// [Draft] is the first of them by its steps, for content that is too large for the memory.
package outfile
