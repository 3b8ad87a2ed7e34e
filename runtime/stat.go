package rt

// The tests of st_mode. The numbers are Linux's.
const modeType = 0o170000

// SIsreg is S_ISREG(mode); the others likewise.
func SIsreg(mode uint32) uint32 { return uint32(truth(mode&modeType == 0o100000)) }

// SIsdir is S_ISDIR(mode).
func SIsdir(mode uint32) uint32 { return uint32(truth(mode&modeType == 0o040000)) }

// SIschr is S_ISCHR(mode).
func SIschr(mode uint32) uint32 { return uint32(truth(mode&modeType == 0o020000)) }

// SIsblk is S_ISBLK(mode).
func SIsblk(mode uint32) uint32 { return uint32(truth(mode&modeType == 0o060000)) }

// SIsfifo is S_ISFIFO(mode).
func SIsfifo(mode uint32) uint32 { return uint32(truth(mode&modeType == 0o010000)) }

// SIslnk is S_ISLNK(mode).
func SIslnk(mode uint32) uint32 { return uint32(truth(mode&modeType == 0o120000)) }

// SIssock is S_ISSOCK(mode).
func SIssock(mode uint32) uint32 { return uint32(truth(mode&modeType == 0o140000)) }
