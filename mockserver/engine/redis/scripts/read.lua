-- Somebody looks: known epoch, number, tag. Gives what is new.
return since(ARGV[1], ARGV[2], ARGV[3])
