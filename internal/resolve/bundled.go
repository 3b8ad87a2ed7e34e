package resolve

import "github.com/cyp-lang/cyp/internal/syntax"

// bundledModule is the scheduler library that comes with the compiler. It offers what these names declare.
const bundledModule = "cyp.scheduler"

var bundledNames = map[string]bool{
	"Scheduler": true, "PersistScheduler": true, "Worker": true,
	"SequentialMailBox": true, "BatchMailBox": true, "WaitResult": true,
}

// isSchedulerCopy reports whether a declaration file is a program's copy of the scheduler library: it defines a scheduler and
// the sequential mailbox, and no class that ours does not have.
func isSchedulerCopy(f *syntax.File) bool {
	scheduler, mailbox := false, false
	for _, s := range f.Body {
		k, ok := s.(*syntax.CypClass)
		if !ok {
			continue
		}
		if !bundledNames[k.Name.Name] {
			return false
		}
		if !k.HasBody {
			continue
		}
		switch k.Name.Name {
		case "Scheduler", "PersistScheduler":
			scheduler = true
		case "SequentialMailBox":
			mailbox = true
		}
	}
	return scheduler && mailbox
}
